/* What the lab's program does, as a whole process: fills an array with rand_r, forks, sums slices, waits. usage: lab LENGTH WORKERS */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    long length = argc > 1 ? atol(argv[1]) : 100000000, workers = argc > 2 ? atol(argv[2]) : 4;
    unsigned seed = 42;
    int *array = malloc(length * sizeof *array);
    int64_t *results = mmap(NULL, workers * sizeof *results, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int64_t total = 0;
    pid_t pids[64];

    if (!array || results == MAP_FAILED || workers > 64)
        return 1;
    for (long i = 0; i < length; i++)
        array[i] = rand_r(&seed) % 100 + 1;
    for (long worker = 0; worker < workers; worker++) {
        pids[worker] = fork();
        if (pids[worker] < 0)
            return 1;
        if (pids[worker] == 0) {
            int64_t sum = 0;
            for (long i = worker * length / workers; i < (worker + 1) * length / workers; i++)
                sum += array[i];
            results[worker] = sum;
            _exit(0);
        }
    }
    for (long worker = 0; worker < workers; worker++) {
        waitpid(pids[worker], NULL, 0);
        total += results[worker];
    }
    printf("%ld\n", (long)total);
    return 0;
}
