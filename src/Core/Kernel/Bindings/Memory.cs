using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>Constants of <c>&lt;sys/mman.h&gt;</c>.</summary>
[CConstant("sys/mman.h")]
internal static class MManH
{
    public const int PROT_NONE = 0;
    public const int PROT_READ = 1;
    public const int PROT_WRITE = 2;
    public const int PROT_EXEC = 4;
    public const int MAP_SHARED = 1;
    public const int MAP_PRIVATE = 2;
    public const int MAP_ANONYMOUS = 0x20;
    public const int MAP_NORESERVE = 0x4000;
    public const int MADV_RANDOM = 1;
    public const int MADV_DONTNEED = 4;
    public const int MADV_DONTFORK = 10;
    public const int MADV_HUGEPAGE = 14;
    public const int MADV_NOHUGEPAGE = 15;
    public const uint MFD_CLOEXEC = 1;
    public const uint MFD_ALLOW_SEALING = 2;

    [CConstant("linux/mman.h sys/mman.h")]
    public const int MADV_POPULATE_WRITE = 23;

    [NotInC("a cast: (void *)-1")]
    public const nint MAP_FAILED = -1;
}
