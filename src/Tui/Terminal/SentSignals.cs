using System.Runtime.InteropServices;

namespace Sandbox.Tui.Terminal;

/// <summary>Signals that the runtime takes for errors of the program, although somebody sent them.</summary>
internal static partial class SentSignals
{
    /// <summary>From now on a SIGSEGV or SIGFPE that somebody sends ends this process, as it ends any other. The code is in src/Start/start.c.</summary>
    [LibraryImport("start", EntryPoint = "sandbox_heed_sent_signals")]
    public static partial void Heed();
}
