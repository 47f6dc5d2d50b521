/*
 * What the kernel and the C library hold true about children, shown where the sandbox itself cannot show it.
 * usage: kernel RULE [ARGUMENT]; prints what was seen, one word or number after the other.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int failed_with(pid_t returned)
{
    return returned < 0 ? errno : 0;
}

static pid_t child_that_exits(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child;
}

static void second_wait(void)
{
    pid_t child = child_that_exits();
    int first = failed_with(waitpid(child, NULL, 0));
    printf("%d %s\n", first, strerrorname_np(failed_with(waitpid(child, NULL, 0))));
}

static void bad_arguments(void)
{
    pid_t child = child_that_exits();
    printf("%s ", strerrorname_np(failed_with(waitpid(INT_MIN, NULL, 0))));
    printf("%s\n", strerrorname_np(failed_with(waitpid(child, NULL, 0x12345))));
    waitpid(child, NULL, 0);
}

static void nohang(void)
{
    int gate[2];
    siginfo_t info;
    pid_t child, running, ended;

    if (pipe(gate) < 0)
        exit(1);
    child = fork();
    if (child == 0) {
        char byte;
        close(gate[1]);
        _exit(read(gate[0], &byte, 1) != 0);
    }
    running = waitpid(child, NULL, WNOHANG);
    close(gate[1]);
    waitid(P_PID, child, &info, WEXITED | WNOWAIT);
    ended = waitpid(child, NULL, WNOHANG);
    printf("%d %d %s\n", running, ended == child, strerrorname_np(failed_with(waitpid(child, NULL, WNOHANG))));
}

static void killed_in_shell(void)
{
    printf("0x%04x\n", (unsigned)system("sh -c 'kill -SEGV $$'; exit $?"));
}

static void no_child_wait(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT};
    pid_t child;

    sigaction(SIGCHLD, &action, NULL);
    child = child_that_exits();
    printf("%s ", strerrorname_np(failed_with(waitpid(-1, NULL, 0))));
    printf("%s\n", strerrorname_np(kill(child, 0) < 0 ? errno : 0));
}

static void subreaper_flag(void)
{
    int mine = 0, status;

    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_GET_CHILD_SUBREAPER, &mine);
    if (fork() == 0) {
        int childs = -1;
        prctl(PR_GET_CHILD_SUBREAPER, &childs);
        _exit(childs);
    }
    wait(&status);
    printf("%d %d\n", mine, WEXITSTATUS(status));
}

static void count(int signal)
{
    (void)signal;
}

/* A child that spins under a soft limit of one second of processor time and a hard one of two. */
static void cpu_limit(int caught)
{
    struct rlimit limit = {1, 2};
    int status;

    if (fork() == 0) {
        if (caught)
            signal(SIGXCPU, count);
        setrlimit(RLIMIT_CPU, &limit);
        for (;;)
            ;
    }
    wait(&status);
    printf("%d\n", status);
}

static void core_bit(int signal, long limit)
{
    struct rlimit core = {(rlim_t)limit, (rlim_t)limit};
    int status;

    if (fork() == 0) {
        setrlimit(RLIMIT_CORE, &core);
        raise(signal);
        _exit(0);
    }
    wait(&status);
    printf("%d\n", status);
}

static volatile sig_atomic_t came;

static void note(int signal)
{
    (void)signal;
    came++;
}

static void queue(int number)
{
    sigset_t set;

    signal(number, note);
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_BLOCK, &set, NULL);
    for (int i = 0; i < 5; i++)
        kill(getpid(), number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    printf("%d\n", (int)came);
}

/* STOP and CONT before anybody waits: only the last change is told. */
static void stop_continue(void)
{
    int status, options = WUNTRACED | WCONTINUED;
    siginfo_t info;
    pid_t child = fork();

    if (child == 0)
        for (;;)
            pause();
    kill(child, SIGSTOP);
    waitid(P_PID, child, &info, WSTOPPED | WNOWAIT);
    kill(child, SIGCONT);
    waitpid(child, &status, options);
    printf("0x%04x ", status);
    kill(child, SIGKILL);
    waitpid(child, &status, options);
    printf("0x%04x\n", status);
}

int main(int argc, char **argv)
{
    const char *rule = argc > 1 ? argv[1] : "";
    long argument = argc > 2 ? atol(argv[2]) : 0;

    if (!strcmp(rule, "second-wait"))
        second_wait();
    else if (!strcmp(rule, "bad-arguments"))
        bad_arguments();
    else if (!strcmp(rule, "nohang"))
        nohang();
    else if (!strcmp(rule, "killed-in-shell"))
        killed_in_shell();
    else if (!strcmp(rule, "no-child-wait"))
        no_child_wait();
    else if (!strcmp(rule, "subreaper-flag"))
        subreaper_flag();
    else if (!strcmp(rule, "cpu-limit"))
        cpu_limit((int)argument);
    else if (!strcmp(rule, "core-bit"))
        core_bit((int)argument, argc > 3 ? atol(argv[3]) : 0);
    else if (!strcmp(rule, "queue"))
        queue((int)argument);
    else if (!strcmp(rule, "stop-continue"))
        stop_continue();
    else
        return 2;
    return 0;
}
