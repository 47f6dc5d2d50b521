using System.Runtime.InteropServices;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>What src/Start/start.c has for the program <c>sandbox</c>, which it is linked into.</summary>
internal static partial class StartC
{
    /// <summary>The name of it for the linker.</summary>
    public const string Library = "start";

    /// <summary>From now on a SIGSEGV or SIGFPE that somebody sends ends this process, as it ends any other; the runtime's handlers forget it.</summary>
    [LibraryImport(Library, EntryPoint = "sandbox_heed_sent_signals")]
    public static partial void HeedSentSignals();
}
