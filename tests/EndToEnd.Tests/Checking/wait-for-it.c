/* Solutions of the task wait-for-it, right and wrong ones; -DSOLUTION=N chooses. The workers are the lab's: child 2 writes through a null pointer. */

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST 16

static pid_t pids[MOST];

static void work(int index)
{
    volatile int *nowhere = NULL;
    volatile long sum = 0;

    for (int i = 0; i < 10000; i++)
        sum += i;
    if (index == 2)
        *nowhere = 42;
    _exit(0);
}

/* Returns how many could be started. */
static int start(int count)
{
    for (int i = 0; i < count; i++) {
        pids[i] = fork();
        if (pids[i] == 0)
            work(i);
        if (pids[i] < 0) {
            perror("fork");
            return i;
        }
    }
    return count;
}

__attribute__((unused)) static pid_t wait_for(pid_t pid, int *status)
{
    pid_t got;

    do
        got = waitpid(pid, status, 0);
    while (got < 0 && errno == EINTR);
    return got;
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 4, status, failed = 0, started;

#if SOLUTION == 6
    /* Wrong: the kernel throws the statuses away. */
    signal(SIGCHLD, SIG_IGN);
#endif
    (void)status;
    started = start(count);
    failed = started < count;
#if SOLUTION == 0
    /* Right. */
    for (int i = 0; i < started; i++) {
        if (wait_for(pids[i], &status) < 0) {
            perror("waitpid");
            failed = 1;
        } else if (WIFSIGNALED(status)) {
            fprintf(stderr, "child %d (pid %d) died: %s\n", i, (int)pids[i], strsignal(WTERMSIG(status)));
            failed = 1;
        } else if (WEXITSTATUS(status) != 0) {
            fprintf(stderr, "child %d exited with code %d\n", i, WEXITSTATUS(status));
            failed = 1;
        }
    }
#elif SOLUTION == 1
    /* Wrong, as the lab's program is: nobody looks. */
    for (int i = 0; i < started; i++)
        waitpid(pids[i], NULL, 0);
#elif SOLUTION == 2
    /* Wrong: an exit code, where a signal ended the child. */
    for (int i = 0; i < started; i++) {
        wait_for(pids[i], &status);
        if (WEXITSTATUS(status) != 0 || status != 0) {
            printf("child %d exited with code %d\n", i, WEXITSTATUS(status));
            failed = 1;
        }
    }
#elif SOLUTION == 3
    /* Wrong: one wait for all. */
    if (wait(&status) > 0 && WIFSIGNALED(status)) {
        printf("a child died: %s\n", strsignal(WTERMSIG(status)));
        failed = 1;
    }
#elif SOLUTION == 4
    /* Wrong: the children are called by the order in which they end, from 1 on. */
    for (int i = 0; i < started; i++) {
        if (wait(&status) < 0)
            break;
        if (WIFSIGNALED(status)) {
            printf("child %d: signal %s\n", i + 1, strsignal(WTERMSIG(status)));
            failed = 1;
        }
    }
#elif SOLUTION == 5
    /* Wrong: the answer is known beforehand. */
    for (int i = 0; i < started; i++)
        wait_for(pids[i], &status);
    printf("child 2 was killed by SIGSEGV\n");
    failed = 1;
#elif SOLUTION == 6
    for (int i = 0; i < started; i++) {
        if (wait_for(pids[i], &status) > 0 && WIFSIGNALED(status))
            printf("child %d: %s\n", i, strsignal(WTERMSIG(status)));
    }
    failed = 1;
#elif SOLUTION == 7
    /* Wrong: everything is said, and the exit code says that all is well. */
    for (int i = 0; i < started; i++) {
        if (wait_for(pids[i], &status) > 0 && WIFSIGNALED(status))
            printf("child %d: signal %d\n", i, WTERMSIG(status));
    }
    failed = 0;
#elif SOLUTION == 8
    /* Wrong: it waits for children that were never started. */
    for (int left = count; left > 0;) {
        pid_t got = wait(&status);

        for (int i = 0; i < count; i++) {
            if (got > 0 && got == pids[i] && WIFSIGNALED(status)) {
                printf("child %d: SIG%s\n", i, sigabbrev_np(WTERMSIG(status)));
                failed = 1;
            }
        }
        left -= got > 0;
    }
#endif
    return failed;
}
