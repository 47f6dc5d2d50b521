using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>A run that is worth a look: what it sets, beyond the settings that are in force anyway.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Meaning">What there is to see.</param>
/// <param name="Settings">What it sets: names and values as options have them.</param>
internal sealed record Preset(string Id, string Meaning, params (string Name, string Value)[] Settings)
{
    public static ImmutableArray<Preset> All { get; } =
    [
        new("wait-for-it", "the lab: a child writes through a null pointer, and only its status says so", ("model", "processes"), ("fault", "segfault")),
        new("wait-for-it-threads", "the same in threads: one fault ends them all", ("model", "threads"), ("fault", "segfault")),
        new("wait-for-it-spawn", "the same in fresh programs: fork and exec", ("model", "spawn"), ("fault", "segfault")),
        new("corruption-threads", "an intruder writes over the array: in threads everyone reads it", ("model", "threads"), ("fault", "corrupt-array")),
        new("corruption-processes", "the same after fork(): copy-on-write keeps it to the intruder", ("model", "processes"), ("fault", "corrupt-array")),
        new("corruption-shared", "the same in MAP_SHARED memory: everyone reads it again", ("model", "shared"), ("fault", "corrupt-array")),
        new("shared-results", "what is shared on purpose is shared in failure", ("model", "processes"), ("fault", "corrupt-sums")),
        new("hang", "a child that never ends: after 3 seconds its parent sends SIGKILL", ("model", "processes"), ("fault", "hang"), ("timeout", "3")),
        new("hang-threads", "the same in threads: the host has to go with it", ("model", "threads"), ("fault", "hang"), ("timeout", "3")),
        new("exit-256", "exit(256) looks like success: eight bits are kept", ("model", "processes"), ("fault", "exit-code:256")),
        new("exit-139", "exit(139) is no SIGSEGV, though a shell shows 139 for both", ("model", "processes"), ("fault", "exit-code:139")),
        new("all-fail", "every child is killed, the parent lives", ("model", "processes"), ("fault", "segfault"), ("faulty", "all")),
        new("in-slow-motion", "three seconds to watch the lab's fault come", ("model", "processes"), ("fault", "segfault"), ("pace", "3")),
        new("hundred", "a hundred children, one of them killed", ("model", "processes"), ("workers", "100"), ("fault", "kill")),
    ];

    /// <summary>The values of the form that it stands for.</summary>
    public ImmutableArray<string> Over(ImmutableArray<string> values)
    {
        var settings = ImmutableArray.CreateBuilder<Setting>();
        foreach ((string name, string value) in Settings)
            settings.Add(new Setting(name, value, name));
        return Form.Filled(values, settings.DrainToImmutable());
    }

    public static Preset? Find(string id)
    {
        foreach (Preset preset in All)
        {
            if (preset.Id == id)
                return preset;
        }
        return null;
    }
}
