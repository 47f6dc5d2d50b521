using System.Globalization;

namespace Sandbox.Soak;

/// <summary>One random run: what is asked for, and from what its options were made.</summary>
internal sealed record Attempt
{
    private static readonly string[] Models = ["sequential", "threads", "processes", "shared", "vfork", "spawn", "program"];

    /// <summary>What the sandbox can do to a program of somebody else's.</summary>
    private static readonly string[] FromOutside = ["none", "kill", "terminate", "signal", "broken-pipe"];

    private static readonly string[] Waits = ["in-order", "any", "poll", "job-control", "pidfd", "sigchld", "ignore", "never"];
    private static readonly string[] Locks = ["none", "atomic", "mutex", "spinlock", "semaphore", "thread-local"];
    private static readonly string[] Limits = ["nofile=64", "core=0", "cpu=10", "stack=1m", "as=8g", "fsize=1m", "nofile=100,cpu=20"];

    public required string Model { get; init; }

    public required int Workers { get; init; }

    public required long Length { get; init; }

    public required uint ArraySeed { get; init; }

    public required Damage Fault { get; init; }

    public required string? Argument { get; init; }

    /// <summary>The workers that do it, as the option has them; <c>null</c> where nothing is said.</summary>
    public required string? Faulty { get; init; }

    public required string Wait { get; init; }

    public required string? Lock { get; init; }

    public required bool Orphan { get; init; }

    public required int Restart { get; init; }

    public required int FaultyLives { get; init; }

    public required string? Limit { get; init; }

    public required bool Race { get; init; }

    public required bool Paced { get; init; }

    public required bool Core { get; init; }

    /// <summary>Whether the workers are children with a wait status each.</summary>
    public bool HasChildren => Model is not ("sequential" or "threads");

    /// <summary>Whether all write to one array.</summary>
    public bool OneArray => Model is "sequential" or "threads" or "shared" or "vfork";

    /// <summary>Whether the faulty workers heal: only their first lives do the fault, and more than those may follow.</summary>
    public bool Heals => Restart > 0 && FaultyLives > 0 && FaultyLives <= Restart;

    /// <summary>The indices of the faulty workers.</summary>
    public IReadOnlyList<int> FaultyWorkers => Fault.Id switch
    {
        "none" or "corrupt-array" => [],
        "data-race" => [.. Enumerable.Range(0, Workers)],
        _ => Faulty switch
        {
            null => [Workers < 3 ? Workers - 1 : 2],
            "last" => [Workers - 1],
            "all" => [.. Enumerable.Range(0, Workers)],
            { } list => [.. list.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))],
        },
    };

    /// <summary>Makes the attempt that a seed and a number make, always the same.</summary>
    public static Attempt Of(int seed, int number, bool ranks)
    {
        Random random = new(unchecked((seed * 1_000_003) + number));
        string model = ranks && random.Next(40) == 0 ? "mpi" : Models[random.Next(Models.Length)];
        Damage fault = Damage.Any(random);
        while (model == "program" && !FromOutside.Contains(fault.Id))
            fault = Damage.Any(random);
        int workers = model == "sequential" ? 1 : model == "mpi" ? random.Next(2, 5) : random.Next(1, 13);
        bool restarts = model is "processes" or "shared" or "spawn" && fault.Raw is not null && !fault.Hangs && random.Next(6) == 0;
        string wait = Waits[random.Next(restarts || model == "mpi" ? 6 : Waits.Length)];
        return new Attempt
        {
            Model = model,
            Workers = workers,
            Length = random.Next(4) switch { 0 => random.Next(0, 20), 1 => random.Next(0, 5000), _ => random.Next(0, 200_000) },
            ArraySeed = (uint)random.Next(),
            Fault = fault,
            Argument = fault.Argument?.Invoke(random),
            Faulty = fault.Id is "none" or "corrupt-array" or "data-race" ? null : random.Next(5) switch
            {
                0 => "last",
                1 when !fault.TakesSeveral && fault.Weight == 100 => "all",
                2 => random.Next(workers).ToString(CultureInfo.InvariantCulture),
                3 when workers > 3 && !fault.TakesSeveral => $"0,{(workers / 2).ToString(CultureInfo.InvariantCulture)},{(workers - 1).ToString(CultureInfo.InvariantCulture)}",
                _ => null,
            },
            Wait = wait,
            Lock = fault.Id == "data-race" && random.Next(2) == 0 ? Locks[random.Next(Locks.Length)] : null,
            Orphan = model is "processes" or "shared" or "spawn" && !restarts && random.Next(8) == 0,
            Restart = restarts ? random.Next(1, 4) : 0,
            FaultyLives = restarts ? random.Next(0, 3) : 0,
            Limit = model is "processes" or "shared" or "spawn" && random.Next(10) == 0 ? Limits[random.Next(Limits.Length)] : null,
            Race = random.Next(3) == 0,
            Paced = random.Next(12) == 0,
            Core = model is "processes" or "shared" && random.Next(12) == 0,
        };
    }

    /// <summary>The options, without the name of the program.</summary>
    /// <param name="worker">A program that sums its slice, for the model program.</param>
    public string[] Options(string worker) =>
    [
        "run", "--json", "--model", Model, .. Model == "program" ? (string[])["--program", worker] : [],
        "--workers", Number(Workers), "--length", Number(Length), "--seed", ArraySeed.ToString(CultureInfo.InvariantCulture),
        "--fault", Argument is null ? Fault.Id : $"{Fault.Id}:{Argument}",
        .. Faulty is null ? [] : (string[])["--faulty", Faulty],
        "--wait", Wait, "--timeout", Fault.Hangs ? Model == "mpi" ? "6" : "1" : Argument == "plain" ? "2" : "60",
        .. Lock is null ? [] : (string[])["--lock", Lock],
        .. Orphan ? (string[])["--orphan"] : [],
        .. Restart > 0 ? (string[])["--restart", Number(Restart), "--faulty-lives", Number(FaultyLives)] : [],
        .. Limit is null ? [] : (string[])["--limit", Limit],
        .. Race ? (string[])["--order", "race"] : [],
        .. Paced ? (string[])["--pace", "0.05"] : [],
        .. Core ? (string[])["--core"] : [],
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
