/*
 * Wait for it. A parent starts children; each of
 * them sums one slice of an array. It waits for
 * all of them and prints the total. The total is
 * wrong, and the parent does not notice.
 *
 * The task: find out from the status that
 * waitpid() brings which child failed, and of
 * what. Print a line for each one that failed:
 * its index or its pid, and the signal that killed
 * it, or its exit code. Then exit with another
 * code than 0.
 *
 * Do not change the children. waitpid(2) and
 * kill -l have what you need.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define LENGTH 1000000
#define MOST 64

static int numbers[LENGTH];
static long *sums;
static pid_t children[MOST];

/* What a child does. Number 2 has a bug, on purpose. */
static void sum_slice(int index, int count)
{
    int first = (int)((long)LENGTH * index / count);
    int end = (int)((long)LENGTH * (index + 1) / count);
    int *volatile nowhere = NULL;
    long sum = 0;

    if (index == 2)
        *nowhere = 42;
    for (int i = first; i < end; i++)
        sum += numbers[i];
    sums[index] = sum;
}

/* Starts the children; returns how many there are, which is fewer than asked for where fork() fails. */
static int start(int count)
{
    for (int i = 0; i < count; i++) {
        children[i] = fork();
        if (children[i] < 0) {
            perror("fork");
            return i;
        }
        if (children[i] == 0) {
            sum_slice(i, count);
            _exit(0);
        }
    }
    return count;
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 4, started;
    long total = 0;

    if (count < 1 || count > MOST) {
        fprintf(stderr, "expected a number of children from 1 to %d\n", MOST);
        return 2;
    }
    sums = mmap(NULL, sizeof(long) * MOST, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (sums == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    for (int i = 0; i < LENGTH; i++)
        numbers[i] = i % 100;

    started = start(count);
    for (int i = 0; i < started; i++) {
        waitpid(children[i], NULL, 0);
        total += sums[i];
    }
    printf("total: %ld\n", total);
    return started < count ? 1 : 0;
}
