using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Configuration;

namespace Sandbox.Tui.Interactive;

/// <summary>The keys that the settings give to actions, held against the views: whether any key asks for two things.</summary>
internal static class KeyChoices
{
    /// <summary>What the actions are called: those that a view or the common table has a key for.</summary>
    public static IReadOnlyCollection<string> Actions()
    {
        List<string> names = [];
        foreach (IView view in ViewTable.All)
        {
            foreach (Binding binding in KeyTable.Of(view, ViewTable.All, KeyMap.Default))
            {
                if (KeyMap.NameOf(binding.Action) is var name && !names.Contains(name))
                    names.Add(name);
            }
        }
        return names;
    }

    /// <summary>Reads the settings, and says of the keys what only the views can know.</summary>
    /// <param name="sources">Where from.</param>
    /// <param name="options">Settings of a run that a command line has.</param>
    public static SettingsReading Read(SettingsSources sources, IEnumerable<Setting>? options = null) => Checked(SettingsReading.Read(sources, options));

    /// <summary>The same settings, with a problem for each key that asks for two things in one view; both are named.</summary>
    public static SettingsReading Checked(SettingsReading reading) =>
        reading.Problems.IsEmpty && reading.Keys.Any() ? reading with { Problems = [.. Collisions(reading)] } : reading;

    /// <summary>What the settings say of the screen.</summary>
    public static ScreenSettings ScreenOf(SettingsReading reading) => new(MapOf(reading), reading.Palette, reading.Mouse);

    private static KeyMap MapOf(SettingsReading reading)
    {
        KeyMap map = KeyMap.Default;
        foreach (SettingInForce given in reading.Keys)
        {
            if (KeyMap.Find(given.Row.Member) is { } action)
                map = map.With(action, [.. given.Value.Items.Select(key => key.Text!)]);
        }
        return map;
    }

    private static IEnumerable<SpecProblem> Collisions(SettingsReading reading)
    {
        KeyMap map = MapOf(reading);
        HashSet<string> told = [];
        foreach (IView view in ViewTable.All)
        {
            Dictionary<string, string> first = [];
            foreach (Binding binding in KeyTable.Of(view, ViewTable.All, map))
            {
                string action = KeyMap.NameOf(binding.Action);
                foreach (string key in binding.Keys)
                {
                    if (!first.TryAdd(key, action) && told.Add($"{key} {action} {first[key]}"))
                        yield return Collision(reading, key, action, first[key]);
                }
            }
        }
    }

    private static SpecProblem Collision(SettingsReading reading, string key, string action, string other)
    {
        // One of the two at least was given; the table itself has no such pair.
        string place = PlaceOf(reading, action, key) ?? PlaceOf(reading, other, key)!;
        return new SpecProblem(place, action == other
            ? $"{Quoted.Of(key)} stands twice for \"{action}\"; expected once"
            : $"{Quoted.Of(key)} asks for \"{other}\" and for \"{action}\"; give one of them another key");
    }

    private static string? PlaceOf(SettingsReading reading, string action, string key) => reading.Keys
        .FirstOrDefault(given => given.Row.Member == action)?.Value.Items.LastOrDefault(item => item.Text == key)?.Place;
}
