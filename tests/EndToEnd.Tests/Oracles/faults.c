/*
 * The faults of the sandbox, met by a plain C program: forks a child that does one, and prints the raw wait status.
 * usage: faults FAULT [ARGUMENT]
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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
    zero = 10 / zero;
}

static void lower(int resource, rlim_t soft)
{
    struct rlimit limit;
    getrlimit(resource, &limit);
    limit.rlim_cur = soft;
    if (setrlimit(resource, &limit)) {
        perror("setrlimit");
        _exit(99);
    }
}

static void double_free(void)
{
    char *volatile block = malloc(4096);
    char *volatile behind = malloc(4096);
    (void)behind;
    /* The message of the C library is not what is measured. */
    close(STDERR_FILENO);
    free(block);
    free(block);
}

static void broken_pipe(void)
{
    int ends[2];
    if (pipe(ends))
        _exit(99);
    close(ends[0]);
    if (write(ends[1], "x", 1) != 1)
        _exit(97);
}

static void file_size_limit(void)
{
    char name[] = "/tmp/faults-XXXXXX", block[512] = "";
    int fd = mkstemp(name);
    unlink(name);
    lower(RLIMIT_FSIZE, 4096);
    while (write(fd, block, sizeof block) > 0)
        ;
}

static void forbidden_syscall(void)
{
#if defined(__aarch64__)
    const unsigned arch = AUDIT_ARCH_AARCH64;
#else
    const unsigned arch = AUDIT_ARCH_X86_64;
#endif
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, arch, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
        _exit(99);
    socket(AF_UNIX, SOCK_STREAM, 0);
}

static void out_of_memory(void)
{
    lower(RLIMIT_AS, 64 << 20);
    while (malloc(1 << 20))
        ;
    _exit(errno);
}

static void open_files(void)
{
    lower(RLIMIT_NOFILE, 64);
    while (open("/dev/null", O_RDONLY) >= 0)
        ;
    _exit(errno);
}

static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_barrier_t both_hold_one;
static long total;

static void *take_both(void *first)
{
    pthread_mutex_t *mine = first;
    pthread_mutex_lock(mine);
    pthread_barrier_wait(&both_hold_one);
    pthread_mutex_lock(mine == locks ? locks + 1 : locks);
    return NULL;
}

static void *add(void *unused)
{
    (void)unused;
    for (int i = 0; i < 100000; i++)
        *(volatile long *)&total += 1;
    return NULL;
}

static void two_threads(void *(*work)(void *))
{
    pthread_t threads[2];
    pthread_barrier_init(&both_hold_one, NULL, 2);
    for (int i = 0; i < 2; i++)
        pthread_create(threads + i, NULL, work, locks + i);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
}

static void cold_file(void)
{
    char page[4096] = "";
    int file = open("/var/tmp", O_RDWR | O_TMPFILE, 0600);
    if (file < 0 || write(file, page, sizeof page) != sizeof page || fsync(file) || posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED))
        _exit(97);
    zero += *(volatile char *)map(PROT_READ, MAP_SHARED, file);
}

/* Prints what arrived of so many standard and so many real-time signals, and how many were refused. */
static void queue(int count)
{
    struct timespec at_once = {0, 0};
    int arrived[2] = {0, 0}, refused = 0, number;
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, SIGUSR1);
    sigaddset(&both, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &both, NULL);
    for (int i = 0; i < count; i++) {
        union sigval nothing = {0};
        kill(getpid(), SIGUSR1);
        if (sigqueue(getpid(), SIGRTMIN, nothing) != 0 && errno == EAGAIN)
            refused++;
    }
    while ((number = sigtimedwait(&both, NULL, &at_once)) > 0)
        arrived[number == SIGRTMIN]++;
    fprintf(stderr, "%d %d %d %d\n", count, arrived[0], arrived[1], refused);
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
        *(volatile int *)(argument ? (void *)(long)do_fault : map(PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1)) = 42;
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
    else if (!strcmp(fault, "double-free"))
        double_free();
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
    else if (!strcmp(fault, "exec"))
        execl("/bin/sh", "sh", "-c", "exit 42", (char *)NULL);
    else if (!strcmp(fault, "lock-owner-dies"))
        kill(getpid(), SIGKILL);
    else if (!strcmp(fault, "signal-queue"))
        queue(argument);
    else if (!strcmp(fault, "broken-pipe"))
        broken_pipe();
    else if (!strcmp(fault, "alarm")) {
        alarm(1);
        pause();
    } else if (!strcmp(fault, "cpu-limit")) {
        lower(RLIMIT_CPU, 1);
        while (!zero)
            ;
    } else if (!strcmp(fault, "file-size-limit"))
        file_size_limit();
    else if (!strcmp(fault, "forbidden-syscall"))
        forbidden_syscall();
    else if (!strcmp(fault, "out-of-memory"))
        out_of_memory();
    else if (!strcmp(fault, "open-files"))
        open_files();
    else if (!strcmp(fault, "deadlock"))
        two_threads(take_both);
    else if (!strcmp(fault, "data-race"))
        two_threads(add);
    else if (!strcmp(fault, "hang"))
        for (;;)
            pause();
    else if (!strcmp(fault, "write-pages"))
        *(volatile char *)map(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1) = 1;
    else if (!strcmp(fault, "cold-file"))
        cold_file();
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
        do_fault(argv[1], argc > 2 ? strcmp(argv[2], "text") ? atoi(argv[2]) : 1 : 0);
    }
    if (!strcmp(argv[1], "hang") || !strcmp(argv[1], "deadlock"))
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
