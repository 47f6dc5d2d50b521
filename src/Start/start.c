// What has to be right before the .NET runtime starts, and what it leaves no room for. Linked into both programs; it is C because it runs
// before any C# can: as a constructor, ahead of main, in a process with one thread.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

// Where one of 0, 1, 2 is closed, the next file that is opened gets its number, and messages would be written into it.
static void open_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
        // open gives the lowest number that is free: this one, for those below it are open by now.
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", O_RDWR) < 0)
            return;
    }
}


// The runtime reads its settings from the environment: another heap or collector would not be the one that was measured and tested.
static void forget_runtime_settings(void)
{
    char **kept = environ;
    for (char **variable = environ; variable && *variable; variable++)
    {
        if (strncmp(*variable, "DOTNET_", 7) && strncmp(*variable, "COMPlus_", 8))
            *kept++ = *variable;
    }
    if (kept)
        *kept = NULL;
}

#ifndef SUPERVISOR
void sandbox_hold_rank(const char *host, const char *pipe);
_Noreturn void sandbox_guard(char **words);
_Noreturn void sandbox_relay(int count, char **words);
#endif

static _Noreturn void leave(const char *line, size_t length)
{
    if (write(STDERR_FILENO, line, length) < 0)
        _exit(3);
    _exit(3);
}

// A program's threads start through the function that the linker puts in the place of the C library's.
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument);

// The runtime starts threads by itself, and where it is refused one it returns 255 from main, aborts, or throws where nobody can catch.
// So it is not told: it is waited for a moment, for others come and go, and then the process ends in words.
static int create_thread_or_leave(const char *whose, int fd, pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    const struct timespec moment = {0, 20000000};
    int error = EAGAIN;
    for (int tries = 0; tries < 50 && (error = __real_pthread_create(thread, attributes, start, argument)) == EAGAIN; tries++)
        nanosleep(&moment, NULL);
    if (error == 0)
        return 0;
    // Several threads may want one more at the same time: one of them speaks.
    static int said;
    while (__sync_lock_test_and_set(&said, 1))
        pause();
    static const struct
    {
        int resource;
        const char *name;
        rlim_t unit;
        const char *unit_name;
    } limits[] = {
        {RLIMIT_NPROC, "RLIMIT_NPROC (ulimit -u)", 1, "processes and threads of this user"},
        {RLIMIT_AS, "RLIMIT_AS (ulimit -v)", 1024, "KiB of address space"},
        {RLIMIT_DATA, "RLIMIT_DATA (ulimit -d)", 1024, "KiB of private memory"},
    };
    char line[600];
    size_t length = (size_t)snprintf(line, sizeof line, "%sa thread could not be started (%s); what can limit them: pids.max of a control group", whose, strerror(error));
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    {
        struct rlimit limit;
        if (getrlimit(limits[i].resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
            length += (size_t)snprintf(line + length, sizeof line - length, "; %s, which allows %llu %s", limits[i].name, (unsigned long long)(limit.rlim_cur / limits[i].unit), limits[i].unit_name);
    }
    line[length++] = '\n';
    if (fd != STDERR_FILENO && write(fd, line, length) == (ssize_t)length)
        _exit(3);
    leave(line, length);
}

#ifdef SUPERVISOR

// The pipe to the screen's watchdog while the terminal is the screen's: what is written to the terminal then would go with the screen.
static volatile int watchdog;

void sandbox_tell_watchdog(int pipe)
{
    watchdog = pipe;
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    int pipe = watchdog;
    return pipe ? create_thread_or_leave("say sandbox: the machine refused: ", pipe, thread, attributes, start, argument)
                : create_thread_or_leave("sandbox: the machine refused: ", STDERR_FILENO, thread, attributes, start, argument);
}

// A parent's ignored SIGCHLD would let the kernel reap our children before we could; its blocked signals could not end us.
// Signals that a parent ignores and that would end us stay ignored, as nohup(1) wants it. A host gets its signals from us.
static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    signal(SIGCHLD, SIG_DFL);
    // A write past RLIMIT_FSIZE then fails with EFBIG, and that can be said.
    signal(SIGXFSZ, SIG_IGN);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

// The runtime reserves half of the address space that it may have, and every thread takes 8 MB of it.
static const rlim_t least_address_space = 1000000000;
// What is private and can be written: the runtime's heap and the stacks of its threads.
static const rlim_t least_data = 100000000;
static const int least_descriptors = 64;
// Those that a run and the screen open, beside what a parent left open.
static const int free_descriptors = 32;
// The runtime's own, and those of a run.
#define OWN_THREADS 8

__attribute__((format(printf, 1, 2))) static _Noreturn void refuse(const char *format, ...)
{
    char line[400] = "sandbox: the machine refused: ";
    va_list words;
    va_start(words, format);
    size_t length = strlen(line);
    length += (size_t)vsnprintf(line + length, sizeof line - length, format, words);
    va_end(words);
    length += (size_t)snprintf(line + length, sizeof line - length, "; nothing was started\n");
    leave(line, length);
}

static void check_address_space(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur < least_address_space)
        refuse("RLIMIT_AS (ulimit -v) allows %llu KiB of address space; expected at least %llu KiB (1 GB)",
               (unsigned long long)limit.rlim_cur / 1024, (unsigned long long)(least_address_space + 1023) / 1024);
}

static void check_data(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur < least_data)
        refuse("RLIMIT_DATA (ulimit -d) allows %llu KiB of private memory; expected at least %llu KiB (100 MB)",
               (unsigned long long)limit.rlim_cur / 1024, (unsigned long long)(least_data + 1023) / 1024);
}

static void check_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    if (limit.rlim_cur < (rlim_t)least_descriptors)
        refuse("RLIMIT_NOFILE (ulimit -n) allows %llu open files; expected at least %d", (unsigned long long)limit.rlim_cur, least_descriptors);
    int room = 0;
    for (int fd = 0; (rlim_t)fd < limit.rlim_cur && room < free_descriptors; fd++)
        room += fcntl(fd, F_GETFD) < 0;
    if (room < free_descriptors)
        refuse("RLIMIT_NOFILE (ulimit -n) allows %llu open files, of which %d are free; expected at least %d that are free",
               (unsigned long long)limit.rlim_cur, room, free_descriptors);
}

static void *wait_for_leave(void *leave)
{
    pthread_mutex_lock(leave);
    pthread_mutex_unlock(leave);
    return NULL;
}

// Tried and not computed: limits of the user and of control groups count, and root is above some of them.
static void check_threads(void)
{
    pthread_mutex_t leave = PTHREAD_MUTEX_INITIALIZER;
    pthread_t threads[OWN_THREADS];
    pthread_attr_t small;
    int started = 0, error = 0;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 64 * 1024);
    pthread_mutex_lock(&leave);
    while (started < OWN_THREADS && (error = __real_pthread_create(&threads[started], &small, wait_for_leave, &leave)) == 0)
        started++;
    pthread_mutex_unlock(&leave);
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_attr_destroy(&small);
    if (error == 0)
        return;
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    getrlimit(RLIMIT_NPROC, &limit);
    if (limit.rlim_cur == RLIM_INFINITY)
        refuse("it could start %d of the %d threads that it needs for itself (%s); see pids.max of its control groups", started, OWN_THREADS, strerror(error));
    refuse("it could start %d of the %d threads that it needs for itself (%s): RLIMIT_NPROC (ulimit -u) allows this user %llu processes and threads, "
           "or pids.max of a control group allows no more",
           started, OWN_THREADS, strerror(error), (unsigned long long)limit.rlim_cur);
}

static struct sigaction runtimes_segv, runtimes_fpe, runtimes_pause;
// The runtime sends it to its own threads, to stop them for the collector.
static int pause_signal;

static void on_runtimes_signal(int number, siginfo_t *info, void *context)
{
    int by_runtime = number == pause_signal ? info->si_code == SI_TKILL && info->si_pid == getpid() : info->si_code > 0;
    if (!by_runtime)
    {
        // Sent by somebody: it ends us when this handler has returned and it is no longer blocked.
        signal(number, SIG_DFL);
        raise(number);
        return;
    }
    struct sigaction *runtimes = number == SIGSEGV ? &runtimes_segv : number == SIGFPE ? &runtimes_fpe : &runtimes_pause;
    runtimes->sa_sigaction(number, info, context);
}

static void stand_before(int number, struct sigaction *runtimes)
{
    sigaction(number, NULL, runtimes);
    if (!(runtimes->sa_flags & SA_SIGINFO))
        return;
    struct sigaction ours = *runtimes;
    ours.sa_sigaction = on_runtimes_signal;
    sigaction(number, &ours, NULL);
}

// The runtime forgets a SIGSEGV, SIGFPE or SIGRTMIN that kill(2) sent. Called when the runtime has its handlers.
void sandbox_heed_sent_signals(void)
{
    stand_before(SIGSEGV, &runtimes_segv);
    stand_before(SIGFPE, &runtimes_fpe);
    pause_signal = SIGRTMIN;
    stand_before(SIGRTMIN, &runtimes_pause);
}

#else

static const char *complaint_mark = "sandbox host: ";

// The first is the runtime's own, before any of ours; who starts a worker as a thread is told what came of it. The mark is HostComplaint's.
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    static int began;
    return began++ ? __real_pthread_create(thread, attributes, start, argument)
                   : create_thread_or_leave(complaint_mark, STDERR_FILENO, thread, attributes, start, argument);
}

#endif

__attribute__((constructor)) static void start(int count, char **words)
{
    open_standard_descriptors();
    forget_runtime_settings();
#ifdef M_ARENA_MAX
    // Every thread's own heap would reserve 64 MB of address space.
    mallopt(M_ARENA_MAX, 1);
#endif
#ifdef SUPERVISOR
    reset_signals();
    check_address_space();
    check_data();
    check_descriptors();
    check_threads();
    (void)count;
    (void)words;
#else
    if (count > 1 && (!strcmp(words[1], "worker") || !strcmp(words[1], "rank")))
        complaint_mark = "sandbox worker: ";
    // Before the runtime has threads: this process becomes three.
    if (count > 3 && !strcmp(words[1], "rank"))
        sandbox_hold_rank(words[2], words[3]);
    // What stands around an agent has no runtime at all.
    if (count > 3 && !strcmp(words[1], "guard"))
        sandbox_guard(words);
    if (count > 8 && !strcmp(words[1], "relay"))
        sandbox_relay(count, words);
#endif
}
