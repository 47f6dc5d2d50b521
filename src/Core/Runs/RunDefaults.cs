namespace Sandbox.Core.Runs;

/// <summary>What a run does where nobody says otherwise.</summary>
public static class RunDefaults
{
    /// <summary>The execution model.</summary>
    public const string Model = "processes";

    /// <summary>How many workers.</summary>
    public const int Workers = 4;

    /// <summary>The array's length in elements.</summary>
    public const long Length = 10_000_000;

    /// <summary>The seed of the array's elements.</summary>
    public const uint Seed = 42;

    /// <summary>The fault.</summary>
    public const string Fault = "none";

    /// <summary>The wait strategy.</summary>
    public const string Wait = "in-order";

    /// <summary>Who goes first when an intruder takes part.</summary>
    public const RunOrder Order = RunOrder.IntruderFirst;

    /// <summary>The size of the array's pages.</summary>
    public const PageSize Pages = PageSize.Small;

    /// <summary>At least how many seconds a worker takes; 0 is full speed.</summary>
    public const double Pace = 0;

    /// <summary>After how many seconds a run is ended.</summary>
    public const double Timeout = 10;

    /// <summary>The limits of each worker process.</summary>
    public const string Limit = "none";

    /// <summary>Whether the workers of a data race add atomically.</summary>
    public const bool Atomic = false;

    /// <summary>The faulty worker of so many: 2, as in the lab, or the last one where there are fewer than 3.</summary>
    public static int Faulty(int workers) => Math.Min(2, workers - 1);
}
