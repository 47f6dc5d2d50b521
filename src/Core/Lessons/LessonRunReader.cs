using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Core.Lessons;

/// <summary>
/// Reads the runs of a lesson. Their keys are the settings of a run and no others: there is none that names a program, a path, a
/// command or another machine. The caps of lessons hold whatever the settings file allows.
/// </summary>
internal sealed class LessonRunReader(LessonSource source)
{
    private static readonly ImmutableArray<RunSetting> Settings = RunSettings.All.RemoveAll(setting => !setting.InLessons);

    private double _seconds;

    /// <summary>A spec; <c>null</c> where it is none, and that is complained of.</summary>
    /// <param name="value">The object of settings.</param>
    /// <param name="counts">Whether it is run by the lesson itself.</param>
    public RunSpec? Spec(PlacedJson value, bool counts)
    {
        int before = source.Problems.Count;
        if (source.Members(value, "a run", [], [.. Settings.Select(setting => setting.Name)]) is not { } members)
            return null;
        List<Setting> settings = [];
        foreach (RunSetting setting in Settings)
        {
            if (!members.TryGetValue(setting.Name, out PlacedJson? given))
                continue;
            if (TextOf(setting, given) is { } text)
                settings.Add(new Setting(setting.Name, text, source.Origin(given.Offset)));
        }
        if (source.Problems.Count > before)
            return null;
        RunSpec? spec = Resolved(settings, value);
        if (spec is not null)
            CheckCaps(spec, members, value);
        _seconds += counts ? spec?.Timeout ?? 0 : 0;
        return source.Problems.Count > before ? null : spec;
    }

    /// <summary>Checks what all runs take together.</summary>
    public void CheckTogether(long offset)
    {
        if (_seconds > LessonCaps.Timeouts)
            source.Complain(offset, $"the timeouts of all runs are {_seconds:#,0.#} s together; expected at most {LessonCaps.Timeouts} s");
    }

    private RunSpec? Resolved(List<Setting> settings, PlacedJson value)
    {
        try
        {
            SpecResolution resolution = RunSpecs.Resolve(settings, RunCaps.Default);
            foreach (SpecProblem problem in resolution.Problems)
                source.Complain(problem);
            return resolution.Spec;
        }
        catch (MachineRefusedException refused)
        {
            source.Complain(value.Offset, refused.Message);
            return null;
        }
    }

    private void CheckCaps(RunSpec spec, Dictionary<string, PlacedJson> members, PlacedJson run)
    {
        Cap(spec.Workers, LessonCaps.Workers, RunSettings.Workers);
        Cap(spec.Length, LessonCaps.Length, RunSettings.Length);
        Cap(spec.Pace, LessonCaps.Pace, RunSettings.Pace);
        if (RankHosts.NotInLessons(spec) is { } refusal)
            source.Complain((members.GetValueOrDefault(RunSettings.MpiAgent.Name) ?? members.GetValueOrDefault(RunSettings.Hosts.Name) ?? run).Offset, refusal);

        void Cap(double found, double most, RunSetting setting)
        {
            if (found > most)
                source.Complain((members.GetValueOrDefault(setting.Name) ?? run).Offset, $"\"{setting.Name}\" is {found:#,0.###}; expected at most {most:#,0} in a scenario");
        }
    }

    private string? TextOf(RunSetting setting, PlacedJson given)
    {
        if (!setting.Takes(given.Shape))
        {
            source.Wrong(given, setting.Name, setting.JsonForm);
            return null;
        }
        if (given.Shape != JsonShape.List)
            return given.Text;
        ImmutableArray<PlacedJson> items = source.Items(given, setting.Name, 1, LessonCaps.Workers);
        foreach (PlacedJson item in items.Where(item => item.Shape != JsonShape.Number))
            source.Wrong(item, setting.Name, "an index");
        return string.Join(',', items.Select(item => item.Text));
    }
}
