using System.Globalization;
using Sandbox.Soak;

namespace Sandbox.Chaos;

/// <summary>What is going on when somebody is hit.</summary>
/// <param name="Id">What it is called in the messages.</param>
/// <param name="Arguments">The command line, from what a round draws.</param>
internal sealed record Scene(string Id, Func<Random, IReadOnlyList<string>> Arguments)
{
    private const string Program = "traced", Worker = "worker", Parent = "parent.c";

    private static readonly string[] Faults = ["none", "segfault", "hang", "kill", "exit-code:3", "corrupt-array"];
    private static readonly string[] Lessons = ["wait-for-it", "copy-on-write"];

    /// <summary>Whether it has a terminal; a screen takes it over.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>Whether it is the screen.</summary>
    public bool IsScreen { get; init; }

    /// <summary>What is pressed, one after the other, when the screen is there.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>What stands on standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>Whether it prints one JSON value.</summary>
    public bool PrintsJson { get; init; }

    /// <summary>Who can be hit, beside itself.</summary>
    public IReadOnlyList<Part> Others { get; init; } = [Part.Host, Part.Worker, Part.Worker];

    /// <summary>With which exit codes it may end where not it was hit, but a process below it: 3 where that was to become a host or a program, and did not.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [0];

    /// <summary>How often it is taken, beside the others.</summary>
    public int Weight { get; init; } = 2;

    /// <summary>All that is tried.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("run --json", random => Run(random)) { PrintsJson = true, Weight = 14, Codes = [0, 3] },
        new("run", random => [.. Run(random).Where(word => word != "--json")]) { Weight = 3, Codes = [0, 3] },
        new("run --plain", random => [.. Run(random).Select(word => word == "--json" ? "--plain" : word)]) { Codes = [0, 3] },
        new("run --page-map", random => ["run", "--page-map", "--fault", "corrupt-array", "--length", "30000", .. Pace(random)]) { Codes = [0, 3] },
        new("run, cold", random => ["run", "--json", "--fault", random.Next(2) == 0 ? "cold-file" : "write-pages:20", "--length", "100000", .. Pace(random)]) { PrintsJson = true, Codes = [0, 3] },
        new("run --core", random => ["run", "--json", "--core", "--fault", random.Next(2) == 0 ? "segfault" : "abort", "--faulty", "all", "--length", "3000", .. Pace(random)])
        {
            PrintsJson = true,
            Others = [Part.Host, Part.Worker, Part.Remover],
            Codes = [0, 3],
        },
        new("run --step", random => ["run", "--step", "--fault", Of(random, Faults), "--timeout", "3", "--length", "3000", .. Pace(random)]) { Input = string.Concat(Enumerable.Repeat("\n", 40)), Codes = [0, 3] },
        new("matrix", random => ["matrix", "--json", "--models", "processes,threads,shared,spawn,vfork", "--faults", "none,segfault,corrupt-array,hang", "--length", "30000", "--timeout", "0.4"])
        {
            PrintsJson = true,
            Codes = [0, 3],
        },
        new("matrix --program", random => ["matrix", "--json", "--program", Place.Seen(Program), "--inject", "child:1:SIGKILL", "--inject", "0.1s:SIGTERM", "--timeout", "1"])
        {
            PrintsJson = true,
            Others = [Part.Worker],
            Codes = [0, 3],
        },
        new("record", random => ["record", Of(random, Lessons), "-o", "demo.cast"]) { Codes = [0, 2, 3] },
        new("scenario run", random => ["scenario", "run", "wait-for-it", "--answers", "c,SIGSEGV,3", "--json"]) { PrintsJson = true, Codes = [0, 3] },
        new("doctor", random => ["doctor"]),
        new("trace", random => ["trace", .. Of(random, (string[])["--json", "--plain", "--all-calls"]) is { } word ? (string[])[word] : [], "--", Place.Seen(Program)]) { Others = [Part.Worker], Codes = [0, 3], Weight = 4 },
        new("trace sh", random => ["trace", "--json", "--", "sh", "-c", "sleep 0.2 & (sleep 0.3; kill -SEGV $$) & env -i sleep 0.4 & wait; sleep 0.1"])
        {
            PrintsJson = true,
            Others = [Part.Worker],
            Codes = [0, 3],
            Weight = 3,
        },
        new("check", random => ["check", "--json", "--program", Place.Seen(Parent), "wait-for-it"]) { PrintsJson = true, Others = [Part.Worker], Codes = [0, 1, 3] },
        new("run --step on a terminal", random => ["run", "--step", "--fault", Of(random, Faults), "--timeout", "3", "--length", "3000"])
        {
            HasTerminal = true,
            Keys = ["\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r"],
            Codes = [0, 3],
        },
        Screen("a run", 8, "r"),
        Screen("run after run", 3, "r", "r", "r"),
        Screen("a stepped run", 4, "s", "s", "s"),
        Screen("a worker stepped", 2, "s", "S", "S", "C"),
        Screen("the matrix", 3, "0", "r"),
        Screen("a recorded run", 3, "R", "r"),
        Screen("views of a run", 2, "r", "2", "3", "4", "8"),
        Screen("a dialog over a run", 2, "r", "?"),
        Screen("a text being typed", 1, "r", "9", "/", "wait"),
        Screen("an exercise", 2, "E", "r") with { Others = [Part.Watchdog, Part.Worker] },
        new("trace --screen", random => ["trace", "--screen", "--", Place.Seen(Program)]) { HasTerminal = true, IsScreen = true, Others = [Part.Watchdog, Part.Worker], Codes = [0, 3], Weight = 3 },
    ];

    /// <summary>One of them, as often as its weight says.</summary>
    public static Scene Any(Random random)
    {
        int at = random.Next(All.Sum(scene => scene.Weight));
        return All.First(scene => (at -= scene.Weight) < 0);
    }

    /// <summary>What the command lines name, for a round's folder.</summary>
    public static async Task Furnish(Place place)
    {
        place.Bring(await Gcc.Program(SumProgram.Source), Worker);
        place.Bring(await Gcc.Program(Programs.Traced), Program);
        await File.WriteAllTextAsync(place.At($"bin/{Parent}"), Programs.Parent);
    }

    private static Scene Screen(string id, int weight, params IReadOnlyList<string> keys) =>
        new($"screen: {id}", random => [.. Run(random).Skip(2)])
        {
            HasTerminal = true,
            IsScreen = true,
            Keys = keys,
            Others = [Part.Host, Part.Watchdog, Part.Worker, Part.Worker],
            Weight = weight,
        };

    /// <summary>A random run of any model and fault, slow enough to be met.</summary>
    private static List<string> Run(Random random)
    {
        Attempt attempt;
        do
            attempt = Attempt.Of(random.Next(), random.Next(10_000), Ranks);
        while (attempt.Core && attempt.Limit?.Contains("core", StringComparison.Ordinal) == true);
        List<string> words = [.. (attempt with { Paced = true }).Options(Place.Seen(Worker))];
        words[words.IndexOf("--pace") + 1] = Pace(random)[1];
        words[words.IndexOf("--timeout") + 1] = attempt.Model == "mpi" ? "6" : "3";
        return words;
    }

    /// <summary>Whether runs may be jobs of Open MPI.</summary>
    public static bool Ranks { get; set; }

    private static string[] Pace(Random random) => ["--pace", $"0.{random.Next(5, 60).ToString("00", CultureInfo.InvariantCulture)}"];

    private static T Of<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
