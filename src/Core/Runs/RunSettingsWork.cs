using Sandbox.Core.Catalogue;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <content>What runs: the workers and the array.</content>
public static partial class RunSettings
{
    private const int LongestPath = 4096;
    private const long LongestArray = long.MaxValue / sizeof(int);

    // Before the rows: they enter themselves here, in the order in which they stand.
    private static readonly List<RunSetting> Work = [];

    /// <summary>Which execution model.</summary>
    public static ChoiceSetting<string> Model { get; } = Row(Work, new ChoiceSetting<string>
    {
        Name = "model",
        Value = "ID",
        Default = "processes",
        Summary = "what the workers are (default processes); see sandbox models",
        Meaning = "what the workers are, and whose the array is",
        Place = 1,
        See = "sandbox models",
        List = () => SettingRows.Choices(ModelCatalogue.All, model => new SettingChoice(model.Id, $"{model.Workers}, array: {model.Array}; {model.Summary}")),
        Find = word => (ModelCatalogue.Find(word) is not null, word),
        Word = id => id,
        Get = spec => spec.Model,
        Set = (spec, id) => spec with { Model = id },
    });

    /// <summary>Which program the workers run.</summary>
    public static TextSetting<string?> Program { get; } = Row(Work, new TextSetting<string?>
    {
        Name = "program",
        Value = "FILE",
        Default = null,
        Summary = "a program of yours that each worker runs: chooses the model program; see docs/program.md",
        Meaning = "the program that each worker runs (Enter to type): ./a.out",
        InLessons = false,
        Read = ReadProgram,
        Write = program => program ?? "",
        Get = spec => spec.Program,
        Set = (spec, program) => spec with { Program = program },
        Fit = FitProgram,
    });

    /// <summary>Whether Open MPI may start ranks as root.</summary>
    public static SwitchSetting MpiAsRoot { get; } = Row(Work, new SwitchSetting
    {
        Name = "mpi-as-root",
        Label = "as root",
        Place = 20,
        Default = false,
        Summary = "with the model mpi: let Open MPI start ranks as root, which it does not do unless it is told to",
        Meaning = "with the model mpi: whether Open MPI may start ranks as root",
        InLessons = false,
        Needs = (Model, IdleWithoutRanks),
        Off = "Open MPI starts no ranks as root; as a user it does",
        On = "Open MPI is told that ranks may run as root (--allow-run-as-root)",
        Get = spec => spec.MpiAsRoot,
        Set = (spec, consent) => spec with { MpiAsRoot = consent },
        Fit = (spec, consent, _) => (consent && ModelCatalogue.Find(spec.Model) is { UsesLauncher: true }, null),
    });

    /// <summary>What becomes of the other ranks when one has failed.</summary>
    public static ChoiceSetting<MpiErrors> MpiErrors { get; } = Row(Work, new ChoiceSetting<MpiErrors>
    {
        Name = "mpi-errors",
        Label = "errors",
        Value = "WORD",
        Default = Runs.MpiErrors.Abort,
        Summary = "with the model mpi: abort or return, what a rank's failure does to the others (default abort)",
        Meaning = "with the model mpi: what a rank's failure does to the others",
        Place = 21,
        List = () =>
        [
            new(Runs.MpiErrors.Abort.Id, "mpirun ends the whole job (MPI_ERRORS_ARE_FATAL)"),
            new(Runs.MpiErrors.Return.Id, "they are told, shrink and go on (MPI_ERRORS_RETURN): Open MPI 5 with ULFM"),
        ],
        Find = word => (Runs.MpiErrors.ParseErrors(word) is not null, Runs.MpiErrors.ParseErrors(word) ?? default),
        Word = errors => errors.Id,
        Needs = (Model, model => ModelCatalogue.Find(model) is { UsesLauncher: true } ? null : "no mpirun takes part here: that is for the model mpi"),
        Get = spec => spec.MpiErrors,
        Set = (spec, errors) => spec with { MpiErrors = errors },
        Fit = (spec, errors, _) => (ModelCatalogue.Find(spec.Model) is { UsesLauncher: true } ? errors : Runs.MpiErrors.Abort, null),
    });

    /// <summary>How many workers.</summary>
    public static WholeSetting Workers { get; } = Row(Work, new WholeSetting
    {
        Name = "workers",
        Value = "N",
        Default = 4,
        Summary = "how many workers share the array (default 4)",
        Meaning = "how many workers share the array",
        Place = 0,
        Least = 1,
        Most = int.MaxValue,
        Cap = caps => (caps.Workers, "caps.workers"),
        Get = spec => spec.Workers,
        Set = (spec, count) => spec with { Workers = (int)count },
        Fit = (spec, count, _) => (ModelCatalogue.Find(spec.Model) is { Single: true } ? 1 : count, null),
    });

    /// <summary>On which machines.</summary>
    public static TextSetting<string?> Hosts { get; } = Row(Work, new TextSetting<string?>
    {
        Name = "hosts",
        Place = 22,
        Value = "NAMES",
        Default = null,
        Summary = "with the model mpi: the machines of the ranks, a,b:4; @FILE with a line for each; slurm; see docs/mpi.md",
        Meaning = "with the model mpi: the machines of the ranks (Enter to type): a,b:4",
        Needs = (Model, IdleWithoutRanks),
        Read = RankHosts.Read,
        Write = hosts => hosts ?? "",
        Get = spec => spec.Hosts,
        Set = (spec, hosts) => spec with { Hosts = hosts },
        Fit = (spec, hosts, _) => ForRanks(spec, hosts, "hosts", hosts is null ? null : RankHosts.Problem(hosts, spec.Workers)),
    });

    /// <summary>How daemons are started on other machines.</summary>
    public static TextSetting<string?> MpiAgent { get; } = Row(Work, new TextSetting<string?>
    {
        Name = "mpi-agent",
        Label = "agent",
        Place = 23,
        Value = "COMMAND",
        Default = null,
        Summary = "with --hosts: what starts Open MPI's daemon on another machine: COMMAND HOST WORDS..., or here: hosts are names only (default ssh)",
        Meaning = "with hosts: what starts Open MPI's daemon on another machine (default ssh); here: on this one, hosts are names only",
        Needs = (Hosts, IdleWithoutHosts),
        Read = RankHosts.ReadAgent,
        Write = agent => agent ?? "",
        Get = spec => spec.MpiAgent,
        Set = (spec, agent) => spec with { MpiAgent = agent },
        // What a spec says is in effect.
        Fit = (spec, agent, _) => (spec.Hosts is null ? null : agent, null),
    });

    /// <summary>By which network interfaces Open MPI talks.</summary>
    public static TextSetting<string?> MpiInterfaces { get; } = Row(Work, new TextSetting<string?>
    {
        Name = "mpi-interfaces",
        Label = "network",
        Place = 24,
        Value = "NAMES",
        Default = null,
        Summary = "with --hosts: the network interfaces that Open MPI uses and listens on: eth0 or 10.0.0.0/24 (default: its own choice)",
        Meaning = "with hosts: the network interfaces that Open MPI uses and listens on: eth0",
        InLessons = false,
        Needs = (Hosts, IdleWithoutHosts),
        Read = RankHosts.ReadInterfaces,
        Write = interfaces => interfaces ?? "",
        Get = spec => spec.MpiInterfaces,
        Set = (spec, interfaces) => spec with { MpiInterfaces = interfaces },
        Fit = (spec, interfaces, _) => (spec.Hosts is null ? null : interfaces, null),
    });

    /// <summary>How long the array is.</summary>
    public static WholeSetting Length { get; } = Row(Work, new WholeSetting
    {
        Name = "length",
        Value = "N",
        Default = 10_000_000,
        Summary = "elements of the array, four bytes each (default 10,000,000)",
        Meaning = "elements of the array, four bytes each",
        Place = 6,
        Step = 1_000_000,
        Most = LongestArray,
        Cap = caps => (caps.ArrayBytes / sizeof(int), "caps.arrayBytes"),
        Get = spec => spec.Length,
        Set = (spec, length) => spec with { Length = length },
    });

    /// <summary>What the elements are made from.</summary>
    public static WholeSetting Seed { get; } = Row(Work, new WholeSetting
    {
        Name = "seed",
        Value = "N",
        Default = 42,
        Summary = "what the elements are made from (default 42)",
        Meaning = "what the elements are made from: same seed, same sums",
        Place = 7,
        Most = uint.MaxValue,
        Get = spec => spec.Seed,
        Set = (spec, seed) => spec with { Seed = (uint)seed },
    });

    private static string? IdleWithoutRanks(string model) => ModelCatalogue.Find(model) is { UsesLauncher: true } ? null : "no mpirun takes part here: that is for the model mpi";

    private static string? IdleWithoutHosts(string hosts) => hosts.Length > 0 ? null : "without hosts all ranks are on this machine, and talk by its loopback interface";

    private static (string? Value, string? Problem) ForRanks(RunSpec spec, string? value, string what, string? problem) =>
        value is null || ModelCatalogue.Find(spec.Model) is { UsesLauncher: true } ? (value, problem)
            : (null, $"{what} are for the model mpi, whose ranks can run on several machines; the workers of the model {spec.Model} are on this one");

    private static (string? Program, string? Problem) ReadProgram(string text) => text.Length == 0 ? (null, null)
        : text.Length > LongestPath ? (null, $"{Quoted.Of(text)} is longer than {LongestPath} characters; expected the file of a program")
        : Quoted.Bare(text) != text ? (null, $"{Quoted.Of(text)} has a control character; expected the file of a program, such as ./a.out")
        : (text, null);

    private static (string? Program, string? Problem) FitProgram(RunSpec spec, string? program, RunCaps caps) => ModelCatalogue.Find(spec.Model) switch
    {
        { RunsProgram: true } model => (program, program is null ? $"the model {model.Id} takes a program; expected its file: --program ./a.out" : null),
        // What a spec says is in effect: the others run no program.
        _ => (null, null),
    };
}
