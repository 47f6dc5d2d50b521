using SharpFuzz;

namespace Sandbox.Fuzz;

/// <summary>Puts counters into the copies of the product that lie beside this program. Called by the build, when none of them is loaded.</summary>
internal static class Instrumenting
{
    private static readonly string[] Products = ["Sandbox.Core.dll", "sandbox.dll"];

    /// <summary>Counts every branch of every type of the product, and of nothing else.</summary>
    public static void All()
    {
        foreach (string name in Products)
        {
            string path = Path.Combine(AppContext.BaseDirectory, name);
            try
            {
                Fuzzer.Instrument(path, type => type.StartsWith("Sandbox.", StringComparison.Ordinal), Options.Value);
            }
            catch (InstrumentationException already) when (already.Message.Contains("already instrumented", StringComparison.Ordinal))
            {
                // The build has copied nothing anew.
            }
        }
    }
}
