// What stands between mpirun and a rank: a front, which mpirun takes for the rank, and a reaper, which is the rank's parent. mpirun keeps a
// rank's wait status for itself; the reaper tells the host of the run the raw one first, and then the front ends in the same way. It is C because
// it forks before the runtime starts: three processes for one exec.
//
//   mpirun - front (mpirun's group and session) - reaper (a session of its own) - rank (mpirun's group and session: it gets what mpirun sends)

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ranks.h"

// The descriptor at which a host, and so a rank, has the board; Kernel/Host/HostProcess.cs has the same.
#define BOARD 3

// What the runtime and the libraries of a rank leave alone.
#define FRONT_ENDED (SIGRTMIN + 12)

// A rank of another machine is looked at so often, in milliseconds: that is how old its progress may be on the screen.
#define LOOKS_MS 200

extern char **environ;

// What a rank of another machine shares with its reaper.
static volatile struct board_view *view;

_Noreturn void sandbox_rank_complain(const char *what)
{
    char line[200];
    int length = snprintf(line, sizeof line, "sandbox worker: a rank could not begin: %s: %s\n", what, strerror(errno));
    // Where nobody takes the line, the code has to do.
    ssize_t told = write(STDERR_FILENO, line, (size_t)length);
    (void)told;
    _exit(3);
}

// Ends this process as another one has ended. It leaves no core: that one did, or did not.
_Noreturn void sandbox_end_likewise(int status)
{
    const struct rlimit none = {0, 0};
    sigset_t signals;
    if (WIFEXITED(status))
        _exit(WEXITSTATUS(status));
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    signal(WTERMSIG(status), SIG_DFL);
    sigemptyset(&signals);
    sigaddset(&signals, WTERMSIG(status));
    kill(getpid(), WTERMSIG(status));
    sigprocmask(SIG_UNBLOCK, &signals, NULL);
    _exit(128 + WTERMSIG(status));
}

// Only SIGKILL ends the front before its rank has ended: mpirun sends the group a SIGTERM first, and the rank is to be seen dying of it.
static _Noreturn void be_front(int from_reaper, pid_t reaper, pid_t mpirun)
{
    int status, above = (int)syscall(SYS_pidfd_open, mpirun, 0);
    struct pollfd sources[] = {{from_reaper, POLLIN, 0}, {above, POLLIN, 0}};
    prctl(PR_SET_NAME, "sandbox-front");
    while (getppid() == mpirun)
    {
        // Kernels before 5.3 have no descriptor of a process: then it is asked again and again whether it is there.
        if (poll(sources, 2, above < 0 ? 50 : -1) <= 0)
            continue;
        if (sources[0].revents == 0)
            break;
        if (read(from_reaper, &status, sizeof status) != sizeof status)
        {
            // The reaper was killed, and its rank with it: nobody here knows more.
            waitpid(reaper, NULL, 0);
            _exit(1);
        }
        waitpid(reaper, NULL, 0);
        sandbox_end_likewise(status);
    }
    // mpirun is gone. The reaper sees that this process ends, and ends the rank.
    _exit(1);
}

// Puts into a report what the rank has come to, where its board is not the host's. Returns whether that is something new.
static int look_at(int board, struct rank_report *report)
{
    unsigned char before[SLOT_BYTES];
    long slot_bytes;
    if (board < 0 || (slot_bytes = view->slot_bytes) == 0 || slot_bytes > SLOT_BYTES)
        return 0;
    memcpy(before, report->slot, sizeof before);
    int whole = pread(board, report->slot, (size_t)slot_bytes, view->slot) == slot_bytes && pread(board, &report->result, sizeof report->result, view->result) > 0
        && pread(board, &report->reduced, sizeof report->reduced, view->reduced) > 0 && pread(board, &report->has_reduced, sizeof report->has_reduced, view->has_reduced) > 0
        && pread(board, &report->ulfm, sizeof report->ulfm, view->ulfm) > 0;
    return whole && memcmp(before, report->slot, sizeof before) != 0;
}

static _Noreturn void be_reaper(int to_front, int reports, int board, struct rank_report report, pid_t front)
{
    const struct timespec moment = {0, LOOKS_MS * 1000000L};
    sigset_t awaited;
    siginfo_t info;
    prctl(PR_SET_NAME, "sandbox-reaper");
    // Where the guard is gone, the front is gone in a moment too.
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGCHLD);
    sigaddset(&awaited, FRONT_ENDED);
    prctl(PR_SET_PDEATHSIG, FRONT_ENDED, 0, 0, 0);
    report.reaper = getpid();
    report.front = front;
    report.group = getpgrp();
    setsid();
    report.at = report.began = sandbox_now();
    if (write(reports, &report, sizeof report) < 0 || getppid() != front)
        kill(report.pid, SIGKILL);
    while (wait4(report.pid, &report.status, WNOHANG, &report.usage) == 0)
    {
        int number = board < 0 ? sigwaitinfo(&awaited, &info) : sigtimedwait(&awaited, &info, &moment);
        // Before it has been waited for its pid is nobody else's.
        if (number == FRONT_ENDED && getppid() != front)
            kill(report.pid, SIGKILL);
        report.kind = RANK_WORKS;
        if (number < 0 && look_at(board, &report) && write(reports, &report, sizeof report) < 0)
            break;
    }
    report.at = sandbox_now();
    report.kind = RANK_ENDED;
    look_at(board, &report);
    if (write(reports, &report, sizeof report) < 0)
        _exit(1);
    _exit(write(to_front, &report.status, sizeof report.status) < 0);
}

// A board of the rank's own and the pipe to the guard, on a machine that is not the host's.
static void open_on_guard(const char *folder, int *reports, int *board)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", folder, GUARD_PIPE);
    // Where the guard is gone nobody reads, and it would be waited for.
    *reports = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    fcntl(*reports, F_SETFL, O_WRONLY);
    *board = memfd_create("sandbox-board", 0);
    view = mmap(NULL, sizeof *view, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    // What ranks of this machine share lies in the folder of this machine.
    setenv("OMPI_MCA_btl_vader_backing_directory", folder, 1);
    setenv("OMPI_MCA_btl_sm_backing_directory", folder, 1);
}

// Tells the reaper where in the rank's board it finds what it reports. Does nothing on the host's machine, where all look at one board.
void sandbox_show_board(const struct board_view *places)
{
    if (view && view != MAP_FAILED)
        *view = *places;
}

// Whether this process is a rank of another machine than its host's, and so has to make its board itself.
int sandbox_is_far(void)
{
    return view != NULL;
}

// Puts a front and a reaper above this process, which goes on as the rank. The host's board is at its descriptor then, as in a worker that the
// host has started itself; on another machine a board that is still empty.
//   host     the stamp of the host's process
//   pipe     its descriptor of the pipe that takes reports
void sandbox_hold_rank(const char *host, const char *pipe)
{
    const char *number = getenv("OMPI_COMM_WORLD_RANK"), *guard = getenv(GUARD_VARIABLE), *folder = guard ? guard : getenv("TMPDIR");
    struct rank_report report = {0};
    int to_front[2], reports, board;
    sigset_t all, none;
    pid_t mpirun = getppid(), front = getpid();
    if (!number)
        sandbox_rank_complain("mpirun gave it no rank (OMPI_COMM_WORLD_RANK)");
    report.rank = (int)strtol(number, NULL, 10);
    // Open MPI leaves it no descriptor of those above.
    if (!folder || sandbox_work_in(folder, O_CLOEXEC) < 0)
        sandbox_rank_complain("the folder of its run is not there");
    if (guard)
    {
        open_on_guard(guard, &reports, &board);
        sandbox_note_daemon(mpirun);
    }
    else
    {
        reports = sandbox_open_of(host, atoi(pipe), O_WRONLY | O_CLOEXEC);
        board = sandbox_open_of(host, BOARD, O_RDWR);
    }
    if (reports < 0 || board < 0 || view == MAP_FAILED || pipe2(to_front, O_CLOEXEC) != 0)
        sandbox_rank_complain("the board of its run could not be opened");
    sigfillset(&all);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &all, NULL);
    pid_t reaper = fork();
    if (reaper < 0)
        sandbox_rank_complain("fork");
    if (reaper > 0)
    {
        close(to_front[1]);
        close(reports);
        close(board);
        be_front(to_front[0], reaper, mpirun);
    }
    close(to_front[0]);
    reaper = getpid();
    report.pid = fork();
    if (report.pid < 0)
        sandbox_rank_complain("fork");
    if (report.pid > 0)
    {
        if (!guard)
            close(board);
        be_reaper(to_front[1], reports, guard ? board : -1, report, front);
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != reaper)
        _exit(1);
    close(to_front[1]);
    close(reports);
    if (board != BOARD)
    {
        dup2(board, BOARD);
        close(board);
    }
    sigprocmask(SIG_SETMASK, &none, NULL);
}

// Starts mpirun as a child that dies with this process, and works in a folder unless that is NULL. Returns its pid, or the error's number below 0.
int sandbox_start_mpirun(const char *path, char **arguments, char **environment, int output, const char *folder)
{
    int told[2];
    sigset_t all, before;
    pid_t host = getpid();
    if (pipe2(told, O_CLOEXEC) != 0)
        return -errno;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = _Fork();
    if (child == 0)
    {
        int input = open("/dev/null", O_RDONLY);
        for (int number = 1; number < SIGRTMAX; number++)
            signal(number, SIG_DFL);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        if (getppid() != host)
            _exit(1);
        // Apart from the host, whose ear is needed while ranks spin: the kernel may share out the processors by sessions.
        setsid();
        dup2(input, STDIN_FILENO);
        dup2(output, STDOUT_FILENO);
        dup2(output, STDERR_FILENO);
        dup2(told[1], STDERR_FILENO + 1);
        fcntl(STDERR_FILENO + 1, F_SETFD, FD_CLOEXEC);
        syscall(SYS_close_range, STDERR_FILENO + 2, ~0U, 0);
        if (folder)
            sandbox_work_in(folder, 0);
        execve(path, arguments, environment);
        int error = errno;
        _exit(write(STDERR_FILENO + 1, &error, sizeof error) < 0);
    }
    int error = child < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(told[1]);
    if (child > 0 && read(told[0], &error, sizeof error) == sizeof error)
        waitpid(child, NULL, 0);
    close(told[0]);
    return error != 0 ? -error : child;
}
