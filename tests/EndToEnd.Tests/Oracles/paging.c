/* Page faults of a parent and a child, as the kernel counts them: first touch, reads, writes, and the parent's writes when the child has gone. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static long faults(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

static long touch(volatile int *array, long pages, int writes)
{
    long before = faults();

    for (long page = 0; page < pages; page++) {
        int value = array[page * 1024];

        if (writes)
            array[page * 1024] = value;
    }
    return faults() - before;
}

int main(int argc, char **argv)
{
    long pages = argc > 1 ? atol(argv[1]) : 0, written = argc > 2 ? atol(argv[2]) : 0, first;
    int shared = argc > 3 ? MAP_SHARED : MAP_PRIVATE;
    int *array = mmap(NULL, (size_t)pages * 4096, PROT_READ | PROT_WRITE, shared | MAP_ANONYMOUS, -1, 0);
    long *told = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (array == MAP_FAILED || told == MAP_FAILED)
        return 1;
    madvise(array, (size_t)pages * 4096, MADV_NOHUGEPAGE);
    touch(array, 0, 1);
    first = faults();
    for (long page = 0; page < pages; page++)
        *(volatile int *)&array[page * 1024] = 1;
    first = faults() - first;
    if (fork() == 0) {
        /* Its own code, stack and the shared page once before. */
        told[0] = touch(array, 0, 0) + touch(array, 0, 1);
        told[0] = touch(array, pages, 0);
        told[1] = touch(array, written, 1);
        _exit(0);
    }
    wait(NULL);
    printf("%ld %ld %ld %ld\n", first, told[0], told[1], touch(array, pages, 1));
    return 0;
}
