using System.Globalization;

namespace Sandbox.Soak;

/// <summary>What a fault leaves behind, by signal(7), waitpid(2) and errno(3).</summary>
/// <param name="Id">The fault's id.</param>
/// <param name="Raw">The wait status of a child that did it, of the argument; <c>null</c> for one that lives on and exits 0.</param>
internal sealed record Damage(string Id, Func<string?, int>? Raw)
{
    /// <summary>What may follow the id, a random one.</summary>
    public Func<Random, string>? Argument { get; init; }

    /// <summary>How often it is taken, of 100: those that take seconds are seldom.</summary>
    public int Weight { get; init; } = 100;

    /// <summary>Whether only the timeout ends the run.</summary>
    public bool Hangs { get; init; }

    /// <summary>Whether memory that others need is written to, or a number that all add to.</summary>
    public bool Corrupts { get; init; }

    /// <summary>Whether it can hurt those who wait for the one that did it, or needs several workers.</summary>
    public bool TakesSeveral { get; init; }

    /// <summary>All that is tried.</summary>
    public static IReadOnlyList<Damage> All { get; } =
    [
        new("none", null),
        Signal("segfault", 11), Signal("wild-pointer", 11), Signal("read-only", 11) with { Argument = random => random.Next(2) == 0 ? "page" : "text" }, Signal("stack-overflow", 11), Signal("bus-error", 7),
        Signal("divide-by-zero", 8), Signal("illegal-instruction", 4), Signal("breakpoint", 5), Signal("abort", 6), Signal("double-free", 6),
        Signal("kill", 9), Signal("terminate", 15), Signal("broken-pipe", 13), Signal("file-size-limit", 25), Signal("forbidden-syscall", 31),
        Signal("alarm", 14) with { Weight = 5 },
        Signal("cpu-limit", 24) with { Weight = 5 },
        new("exit-code", code => WaitWord.OfExit(int.Parse(code!, CultureInfo.InvariantCulture)))
        {
            Argument = random => random.Next(-300, 600).ToString(CultureInfo.InvariantCulture),
        },
        new("signal", name => int.Parse(name!, CultureInfo.InvariantCulture))
        {
            Argument = random => SignalRules.Ending[random.Next(SignalRules.Ending.Count)].ToString(CultureInfo.InvariantCulture),
        },
        new("out-of-memory", _ => WaitWord.OfExit(12)) { Weight = 30 },
        new("open-files", _ => WaitWord.OfExit(24)) { Weight = 30 },
        new("exec", _ => WaitWord.OfExit(42)),
        new("signal-queue", null) { Argument = random => random.Next(1, 200).ToString(CultureInfo.InvariantCulture) },
        new("stop", null) { Argument = random => $"0.0{random.Next(1, 10).ToString(CultureInfo.InvariantCulture)}", Weight = 50 },
        new("write-pages", null) { Argument = random => random.Next(1, 4).ToString(CultureInfo.InvariantCulture) },
        new("hang", _ => 9) { Hangs = true, Weight = 20 },
        new("deadlock", _ => 9) { Hangs = true, Weight = 20, TakesSeveral = true },
        // Who waits for a plain lock waits until the timeout.
        new("lock-owner-dies", _ => 9) { TakesSeveral = true, Argument = random => random.Next(5) == 0 ? "plain" : "robust" },
        new("cold-file", null) { Argument = random => random.Next(1, 100).ToString(CultureInfo.InvariantCulture), Weight = 30 },
        new("corrupt-array", null) { Corrupts = true },
        new("corrupt-sums", null) { Corrupts = true },
        new("data-race", null) { Corrupts = true },
    ];

    /// <summary>One of them, as often as its weight says.</summary>
    public static Damage Any(Random random)
    {
        int at = random.Next(All.Sum(damage => damage.Weight));
        foreach (Damage damage in All)
        {
            at -= damage.Weight;
            if (at < 0)
                return damage;
        }
        return All[0];
    }

    private static Damage Signal(string id, int number) => new(id, _ => number);
}
