using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The limits in C that each worker process sets on itself before it sums.</summary>
internal static class LimitsC
{
    /// <summary>The statement that sets them; empty where there are none.</summary>
    public static string Call(RunSpec spec) => spec.Limits.Set.Any() ? "set_limits();" : "";

    /// <summary>The function that sets them.</summary>
    public static CPart Part(RunSpec spec) => new("sys/resource.h", CText.Fill(
        """
        /* ---- limits ---- */

        static void set_limit(int resource, rlim_t soft)
        {
            struct rlimit limit;

            getrlimit(resource, &limit);
            limit.rlim_cur = soft;
            if (setrlimit(resource, &limit) != 0)
                give_up("setrlimit");
        }

        /* Of this worker alone: its siblings and its parent keep theirs. */
        static void set_limits(void)
        {
            @limits@
        }
        """,
        ("limits", string.Join('\n', spec.Limits.Set.Select(Statement)))));

    private static string Statement((string Name, long Value) limit) =>
        string.Create(CultureInfo.InvariantCulture, $"set_limit(RLIMIT_{limit.Name.ToUpperInvariant()}, {limit.Value}UL);");
}
