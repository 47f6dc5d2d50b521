// What the kernel says of a fault's signal: taken down before the signal does what it always does. It is C because it runs in a signal handler,
// where the runtime may not.

#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ROOM (64 * 1024)

struct signal_note
{
    int signal;
    int code;
    uint64_t address;
};

// Of each thread that is about to do a fault. Others that get such a signal have none, and nothing is taken down.
static __thread struct signal_note *note;

static void take_down(int signal, siginfo_t *info, void *context)
{
    (void)context;
    if (note) {
        note->code = info->si_code;
        note->address = (uintptr_t)info->si_addr;
        __atomic_store_n(&note->signal, signal, __ATOMIC_RELEASE);
    }
    // The action is the default again. An instruction that faults does so once more on the way back; a signal that somebody sent, and a trap,
    // behind which the program would go on, are not raised by themselves.
    if (info->si_code <= 0 || signal == SIGTRAP)
        syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), signal);
}

// From now on the next SIGSEGV, SIGBUS, SIGFPE, SIGILL or SIGTRAP of this thread is taken down; then its default action ends the process.
void sandbox_note_signal(struct signal_note *into)
{
    static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP };
    struct sigaction action = { .sa_sigaction = take_down, .sa_flags = SA_SIGINFO | SA_RESETHAND | SA_ONSTACK };
    // A stack that is used up has no room for a handler. The first one's is there already: under a limit there may be no more memory to be had.
    static char first[ROOM];
    static int taken;
    stack_t own = { .ss_size = ROOM, .ss_sp = first };

    if (__atomic_exchange_n(&taken, 1, __ATOMIC_RELAXED))
        own.ss_sp = mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (own.ss_sp != MAP_FAILED)
        sigaltstack(&own, NULL);
    note = into;
    for (size_t at = 0; at < sizeof signals / sizeof *signals; at++)
        sigaction(signals[at], &action, NULL);
}
