#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    enum { N = 3 };
    pid_t pids[N];
    int bad = 0;
    for (int i = 0; i < N; i++) {
        pids[i] = fork();
        if (pids[i] == 0)
            _exit(0);
        if (pids[i] < 0) {
            printf("child %d could not be started: %s\n", i, strerror(errno));
            bad = 1;
        }
    }
    for (int i = 0; i < N; i++) {
        int status;
        pid_t got;
        if (pids[i] < 0)
            continue;
        while ((got = waitpid(pids[i], &status, 0)) < 0 && errno == EINTR)
            ;
        if (got < 0) {
            printf("waitpid of child %d: %s\n", i, strerror(errno));
            bad = 1;
        } else if (WIFSIGNALED(status)) {
            printf("child %d: %s\n", i, strsignal(WTERMSIG(status)));
            bad = 1;
        }
    }
    return fflush(stdout) != 0 || bad;
}
