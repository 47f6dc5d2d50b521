/*
 * The faults of the sandbox, met by a plain C program: forks a child that does one, and prints the raw wait status.
 * usage: faults FAULT [ARGUMENT]
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int zero;

static void *map(int protection, int flags, int fd)
{
    void *page = mmap(NULL, 4096, protection, flags, fd, 0);
    if (page == MAP_FAILED) {
        perror("mmap");
        _exit(99);
    }
    return page;
}

static void execute(const void *code, size_t size)
{
    void *page = map(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    memcpy(page, code, size);
    mprotect(page, 4096, PROT_READ | PROT_EXEC);
    __builtin___clear_cache(page, (char *)page + size);
    ((void (*)(void))page)();
}

static int recurse(int depth)
{
    volatile char frame[4096];
    frame[0] = (char)depth;
    return recurse(depth + 1) + frame[0];
}

static void bus_error(void)
{
    char name[] = "/tmp/faults-XXXXXX";
    int fd = mkstemp(name);
    unlink(name);
    *(volatile char *)map(PROT_READ | PROT_WRITE, MAP_SHARED, fd) = 42;
}

static void divide(void)
{
#if defined(__aarch64__)
    /* Division by zero gives 0 there: what a C compiler inserts for a check raises the signal. */
    raise(SIGFPE);
#else
    zero = 10 / zero;
#endif
}

static void do_fault(const char *fault, int argument)
{
#if defined(__aarch64__)
    static const unsigned undefined_opcode = 0x00000000, trap = 0xd4200000;
#else
    static const unsigned char undefined_opcode[] = {0x0f, 0x0b}, trap[] = {0xcc};
#endif
    if (!strcmp(fault, "segfault"))
        *(volatile int *)(long)zero = 42;
    else if (!strcmp(fault, "wild-pointer"))
        *(volatile int *)0x10000 = 42;
    else if (!strcmp(fault, "read-only"))
        *(volatile int *)map(PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1) = 42;
    else if (!strcmp(fault, "stack-overflow"))
        recurse(zero);
    else if (!strcmp(fault, "bus-error"))
        bus_error();
    else if (!strcmp(fault, "divide-by-zero"))
        divide();
    else if (!strcmp(fault, "illegal-instruction"))
        execute(&undefined_opcode, sizeof undefined_opcode);
    else if (!strcmp(fault, "breakpoint"))
        execute(&trap, sizeof trap);
    else if (!strcmp(fault, "abort"))
        abort();
    else if (!strcmp(fault, "exit-code"))
        _exit(argument);
    else if (!strcmp(fault, "kill"))
        kill(getpid(), SIGKILL);
    else if (!strcmp(fault, "terminate"))
        kill(getpid(), SIGTERM);
    else if (!strcmp(fault, "signal"))
        kill(getpid(), argument);
    else if (!strcmp(fault, "stop"))
        raise(SIGSTOP);
    else if (!strcmp(fault, "hang"))
        for (;;)
            pause();
    else if (strcmp(fault, "none") && strcmp(fault, "corrupt-array") && strcmp(fault, "corrupt-sums"))
        _exit(98);
    _exit(0);
}

int main(int argc, char **argv)
{
    /* 1 and not 0: a core pattern that is a pipe takes no notice of 0, see core(5). */
    struct rlimit no_core = {1, 1};
    int status, options = WUNTRACED;
    pid_t child;

    if (argc < 2)
        return 2;
    setrlimit(RLIMIT_CORE, &no_core);
    child = fork();
    if (child < 0) {
        perror("fork");
        return 1;
    }
    if (child == 0) {
        /* A group whose leader's parent is of another group and the same session: SIGTSTP does nothing to an orphaned group. */
        setpgid(0, 0);
        do_fault(argv[1], argc > 2 ? atoi(argv[2]) : 0);
    }
    if (!strcmp(argv[1], "hang"))
        kill(child, SIGKILL);
    if (waitpid(child, &status, options) != child) {
        perror("waitpid");
        return 1;
    }
    if (!strcmp(argv[1], "stop") && WIFSTOPPED(status)) {
        kill(child, SIGCONT);
        waitpid(child, &status, 0);
    }
    printf("%d\n", status);
    if (WIFSTOPPED(status)) {
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
    return 0;
}
