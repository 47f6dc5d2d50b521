using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>Traces of the small programs in traced-*.c.</summary>
internal static class Traces
{
    /// <summary>Every case of them.</summary>
    public static readonly string[] Cases =
    [
        "fork-0", "fork-3", "exit-256", "exit-minus-1", "vfork-exec", "spawn", "double-fork", "three-generations", "exec-chain", "exec-again", "exec-fails",
        "exec-between", "shell", "thread-forks", "threads-fork", "thread-waits", "eight-threads", "exit-in-thread", "exec-in-thread", "leader-exits",
        "clone-silent", "clone-parent", "clone-untraced", "clone3", "clone3-untraced", "status-null", "status-null-any", "poll", "waitid", "waitid-any",
        "waitid-nowait", "waitid-null", "waitid-any-null", "waitid-pidfd", "wait-group", "second-wait", "sigchld-ignored", "no-child-wait", "never",
        "some-never", "interrupted-wait", "restarted-wait", "segfault", "division", "abort", "core", "terminate", "kill", "sigqueue", "alarm", "pipe",
        "pidfd-signal", "kill-group", "stop", "stop-waitid", "stop-threads", "kill-stopped", "pending-while-stopped", "job-control", "orphan", "subreaper",
        "nested-subreaper", "session",
    ];

    /// <summary>The compiled programs.</summary>
    public static async Task<string> Program()
    {
        string source = "";
        foreach (string part in typeof(Traces).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("traced-", StringComparison.Ordinal)).Order())
        {
            await using Stream stream = typeof(Traces).Assembly.GetManifestResourceStream(part)!;
            source += await new StreamReader(stream).ReadToEndAsync();
        }
        return await Gcc.Program(source);
    }

    /// <summary>Traces one of them.</summary>
    /// <param name="name">The case.</param>
    /// <param name="options">Options of the trace.</param>
    public static async Task<Finished> Of(string name, params string[] options) =>
        await In(TestFolders.Create()).RunWith(["trace", "--json", .. options, "--", await Program(), name]);

    /// <summary>The program under test in a folder where a core file does not matter.</summary>
    public static SandboxProgram In(string folder) => new() { Directory = folder, Limits = ["--core=unlimited"] };

    /// <summary>The processes of a trace.</summary>
    public static JsonElement[] Processes(this JsonElement trace) => [.. trace.GetProperty("processes").EnumerateArray()];

    /// <summary>The texts of the events of one kind.</summary>
    public static string[] Texts(this JsonElement trace, string kind) =>
        [.. trace.GetProperty("events").EnumerateArray().Where(happened => happened.Text("kind") == kind).Select(happened => happened.Text("text")!)];

    public static string? Text(this JsonElement value, string field) => value.GetProperty(field).GetString();

    public static int Number(this JsonElement value, string field) => value.GetProperty(field).GetInt32();

    /// <summary>The raw status of a process.</summary>
    public static int Raw(this JsonElement process) => process.GetProperty("status").Number("raw");
}
