using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Tui.Terminal;

/// <summary>Signals that the runtime takes for errors of the program, although somebody sent them.</summary>
internal static class SentSignals
{
    /// <summary>From now on such a signal ends this process, as it ends any other.</summary>
    public static void Heed() => StartC.HeedSentSignals();
}
