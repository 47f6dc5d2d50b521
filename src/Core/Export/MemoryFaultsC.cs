using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The faults that are an access to memory or an instruction that the processor refuses.</summary>
internal static class MemoryFaultsC
{
    public static (string Id, FaultC Text)[] All { get; } =
    [
        ("segfault", new("", """
            static void do_fault(void)
            {
                /* volatile, twice: the compiler must neither see that it is null nor leave out a write that nobody reads. */
                volatile int *volatile nowhere = NULL;

                *nowhere = 42;
            }
            """)),
        ("wild-pointer", new("sys/mman.h", """
            static void do_fault(void)
            {
                /* Mapped and unmapped again: the address looks like any other, and nothing is there. */
                volatile int *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

                munmap((void *)page, 4096);
                *page = 42;
            }
            """)),
        ("read-only", new("stdint.h sys/mman.h", spec => CText.Fill(
            """
            static void do_fault(void)
            {
                @place@

                *page = 42;
            }
            """,
            ("place", spec.FaultValue == 0
                ? "volatile int *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);"
                : "/* The code of this very function, which may be read and executed. */\nvolatile int *page = (volatile int *)(uintptr_t)do_fault;")))),
        ("stack-overflow", new("sys/resource.h", """
            /* Never true, which the compiler cannot know: the recursion has no end. */
            static volatile int deep_enough;

            static int recurse(int depth)
            {
                volatile char frame[256];

                frame[0] = (char)depth;
                if (deep_enough)
                    return 0;
                /* The frame is used after the call, so that no compiler can make a loop of it. */
                return recurse(depth + 1) + frame[0];
            }

            static void do_fault(void)
            {
                struct rlimit stack;

                /* With an unlimited stack the recursion would eat the machine's memory instead. */
                getrlimit(RLIMIT_STACK, &stack);
                if (stack.rlim_cur > 8 << 20)
                    stack.rlim_cur = 8 << 20;
                setrlimit(RLIMIT_STACK, &stack);
                recurse(0);
            }
            """)),
        ("bus-error", new("sys/mman.h", """
            static void do_fault(void)
            {
                /* The file is empty, so the whole page lies past its end. */
                int empty = memfd_create("empty", MFD_CLOEXEC);
                volatile int *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, empty, 0);

                *page = 42;
            }
            """)),
        ("divide-by-zero", new("", """
            static void do_fault(void)
            {
                /* volatile: the compiler must not see that it is zero. A processor of arm64 gives 0, and goes on. */
                volatile int zero = 0;

                zero = 10 / zero;
            }
            """)),
        ("illegal-instruction", new("", """
            static void do_fault(void)
            {
                /* An opcode that the architecture leaves undefined for good. */
            #if defined(__x86_64__) || defined(__i386__)
                __asm__ volatile("ud2");
            #elif defined(__aarch64__)
                __asm__ volatile("udf #0");
            #else
            #error "which opcode is undefined on this processor?"
            #endif
            }
            """)),
        ("breakpoint", new("", """
            static void do_fault(void)
            {
                /* What a debugger puts in place of an instruction; without a debugger it is a fault. */
            #if defined(__x86_64__) || defined(__i386__)
                __asm__ volatile("int3");
            #elif defined(__aarch64__)
                __asm__ volatile("brk #0");
            #else
            #error "which instruction is the trap of this processor?"
            #endif
            }
            """)),
        ("double-free", new("stdlib.h", """
            static void do_fault(void)
            {
                /* volatile: the compiler must not see that it is the same block twice. */
                void *volatile block = malloc(64);

                free(block);
                /* The C library finds out, says so on standard error, and calls abort(). */
                free(block);
            }
            """)),
    ];
}
