using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens;

namespace Sandbox.Tui.Configuration;

/// <summary>The section "keys" of a settings file: which keys ask for what, and whether any asks for two things.</summary>
internal sealed class KeySettings
{
    private readonly Dictionary<string, string> _origins = [];

    /// <summary>A key that the file gives to an action.</summary>
    /// <param name="Name">The key.</param>
    /// <param name="Origin">The place in the file.</param>
    internal sealed record Given(string Name, string Origin);

    /// <summary>What the actions are called: those that a view or the common table has a key for.</summary>
    public static string[] Actions
    {
        get
        {
            List<string> names = [];
            foreach (IView view in ViewTable.All)
            {
                foreach (Binding binding in KeyTable.Of(view, KeyMap.Default))
                {
                    if (KeyMap.NameOf(binding.Action) is var name && !names.Contains(name))
                        names.Add(name);
                }
            }
            return [.. names];
        }
    }

    public KeyMap Map { get; private set; } = KeyMap.Default;

    /// <summary>Gives keys to an action, in the place of those it has.</summary>
    public void Give(string action, List<Given> given)
    {
        if (given.Count == 0 || KeyMap.Find(action) is not { } known)
            return;
        Map = Map.With(known, [.. given.Select(key => key.Name)]);
        foreach (Given key in given)
            _origins[$"{action} {key.Name}"] = key.Origin;
    }

    /// <summary>Complains of every key that asks for two things in one view, and names both.</summary>
    public void Check(List<SpecProblem> problems)
    {
        if (_origins.Count == 0)
            return;
        HashSet<string> told = [];
        foreach (IView view in ViewTable.All)
        {
            Dictionary<string, string> first = [];
            foreach (Binding binding in KeyTable.Of(view, Map))
            {
                string action = KeyMap.NameOf(binding.Action);
                foreach (string key in binding.Keys)
                {
                    if (!first.TryAdd(key, action) && told.Add($"{key} {action} {first[key]}"))
                        problems.Add(Problem(key, action, first[key]));
                }
            }
        }
    }

    private SpecProblem Problem(string key, string action, string other)
    {
        // One of the two at least stands in the file.
        string origin = _origins.GetValueOrDefault($"{action} {key}") ?? _origins[$"{other} {key}"];
        return new SpecProblem(origin, action == other
            ? $"{Quoted.Of(key)} is said twice for \"{action}\"; once is wanted"
            : $"{Quoted.Of(key)} asks for \"{other}\" and for \"{action}\"; give one of them another key");
    }
}
