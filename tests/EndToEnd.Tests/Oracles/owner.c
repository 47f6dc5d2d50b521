/*
 * A process-shared mutex whose owner dies: forks a child that takes it and is killed, and children that take it afterwards.
 * usage: owner robust|plain CHILDREN; prints how many got the mutex, and how many of them got EOWNERDEAD with it
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    pthread_mutexattr_t attributes;
    pthread_mutex_t *mutex = mmap(NULL, sizeof *mutex, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int got = 0, told = 0, status;

    if (argc != 3 || mutex == MAP_FAILED)
        return 2;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    if (!strcmp(argv[1], "robust"))
        pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(mutex, &attributes);
    if (fork() == 0) {
        pthread_mutex_lock(mutex);
        kill(getpid(), SIGKILL);
    }
    wait(&status);
    for (int i = atoi(argv[2]); i > 0; i--) {
        if (fork() == 0) {
            struct timespec until;
            clock_gettime(CLOCK_REALTIME, &until);
            until.tv_nsec += 300000000;
            until.tv_sec += until.tv_nsec / 1000000000;
            until.tv_nsec %= 1000000000;
            int error = pthread_mutex_timedlock(mutex, &until);
            if (error == EOWNERDEAD)
                pthread_mutex_consistent(mutex);
            if (error == 0 || error == EOWNERDEAD)
                pthread_mutex_unlock(mutex);
            _exit(error == 0 ? 0 : error == EOWNERDEAD ? 1 : 2);
        }
        wait(&status);
        got += WEXITSTATUS(status) != 2;
        told += WEXITSTATUS(status) == 1;
    }
    printf("%d %d\n", got, told);
    return 0;
}
