/* usage: killer CHILDREN SEED: starts as many, several at once, kills some at random moments, waits for all, and prints how they ended. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AT_ONCE = 8 };

int main(int count, char **words)
{
    long children = count > 1 ? atol(words[1]) : 0, started = 0, exited = 0, killed = 0;
    pid_t alive[AT_ONCE] = {0};
    srandom(count > 2 ? (unsigned)atol(words[2]) : 1);
    while (started < children || exited + killed < started) {
        int place = (int)(random() % AT_ONCE);
        if (!alive[place] && started < children) {
            pid_t child = fork();
            if (child == 0) {
                /* A child of its own, so that kills meet births. */
                if (random() % 4 == 0 && fork() == 0)
                    _exit(1);
                for (long i = random() % 20000; i > 0; i--)
                    __asm__ volatile("");
                _exit(0);
            }
            alive[place] = child;
            started++;
        } else if (alive[place]) {
            int status;
            if (random() % 3 == 0)
                kill(alive[place], SIGKILL);
            if (waitpid(alive[place], &status, random() % 2 ? WNOHANG : 0) == alive[place]) {
                alive[place] = 0;
                exited += WIFEXITED(status);
                killed += WIFSIGNALED(status);
            }
        }
    }
    printf("%ld %ld\n", exited, killed);
    return 0;
}
