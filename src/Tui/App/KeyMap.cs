using System.Text;

namespace Sandbox.Tui.App;

/// <summary>
/// The keys that the settings file gives to actions, in the place of those in the key table: a short chain, one link an action, for
/// the first frame asks it and a dictionary of an enum would have to be compiled first.
/// </summary>
internal sealed class KeyMap
{
    private readonly ScreenAction _action;
    private readonly string[]? _keys;
    private readonly KeyMap? _before;

    private KeyMap(ScreenAction action, string[]? keys, KeyMap? before) => (_action, _keys, _before) = (action, keys, before);

    /// <summary>The key table as it is.</summary>
    public static KeyMap Default { get; } = new(default, null, null);

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
    public Binding Of(Binding binding)
    {
        for (KeyMap? map = this; map is not null; map = map._before)
        {
            if (map._keys is { } keys && map._action == binding.Action)
                return binding with { Keys = keys };
        }
        return binding;
    }

    /// <summary>The same map with other keys for an action.</summary>
    public KeyMap With(ScreenAction action, string[] keys) => new(action, keys, this);
}
