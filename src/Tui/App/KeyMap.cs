using System.Text;

namespace Sandbox.Tui.App;

/// <summary>The keys that the settings file gives to actions, in the place of those in the key table.</summary>
internal sealed class KeyMap
{
    private static readonly int Count = Enum.GetValues<ScreenAction>().Length;

    private readonly string[]?[] _keys = new string[]?[Count];

    /// <summary>The key table as it is.</summary>
    public static KeyMap Default { get; } = new();

    /// <summary>What the settings file calls an action: <c>next-view</c>.</summary>
    public static string NameOf(ScreenAction action)
    {
        var name = new StringBuilder();
        foreach (char letter in action.ToString())
            name.Append(char.IsAsciiLetterUpper(letter) && name.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        return name.ToString();
    }

    /// <summary>The action that is called so, or <c>null</c>.</summary>
    public static ScreenAction? Find(string name)
    {
        foreach (ScreenAction action in Enum.GetValues<ScreenAction>())
        {
            if (NameOf(action) == name)
                return action;
        }
        return null;
    }

    /// <summary>The row with the keys that count for it.</summary>
    public Binding Of(Binding binding) => _keys[(int)binding.Action] is { } keys ? binding with { Keys = keys } : binding;

    /// <summary>The same map with other keys for an action.</summary>
    public KeyMap With(ScreenAction action, string[] keys)
    {
        var next = new KeyMap();
        _keys.CopyTo(next._keys, 0);
        next._keys[(int)action] = keys;
        return next;
    }
}
