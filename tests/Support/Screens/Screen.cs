using System.Collections.Immutable;
using System.Reflection;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Views;
using Sandbox.Tui.Terminal;
using Terminal.Gui.Input;
using Key = Sandbox.Tui.Terminal.Key;

namespace Sandbox.Tests.Support.Screens;

/// <summary>The screen without a terminal and without runs: keys go in, the text of the frame and the effects come out.</summary>
internal sealed class Screen
{
    private static readonly FieldInfo ThemeChanged =
        typeof(global::Terminal.Gui.App.IApplication).Assembly.GetType("Terminal.Gui.Configuration.ThemeChanges", throwOnError: true)!.GetField("ThemeChanged", BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly ModelScreen _screen;
    private readonly Frame _frame = new(default);

    public Screen(int columns = 80, int rows = 24, Glyphs? glyphs = null, ColourDepth depth = ColourDepth.Many)
    {
        Model = AppModel.Start(new Size(columns, rows), glyphs ?? Glyphs.Unicode, ViewTable.All);
        _screen = Of(Model, depth, Clock, message => Tell(message));
        Tell(new Message.SettingsRead([], RunCaps.Default));
    }

    // A test's screen has no end: it is given up with the test. The toolkit's event for another theme, which never comes, would keep each of its views.
    private static ModelScreen Of(AppModel model, ColourDepth depth, TimeProvider clock, Action<Message> send)
    {
        ThemeChanged.SetValue(null, null);
        return new(model, new TerminalTraits(true, depth, model.Glyphs == Glyphs.Unicode, true), clock, ViewTable.Make, send);
    }

    /// <summary>Its time goes where a test moves it.</summary>
    public ManualClock Clock { get; } = new();

    public AppModel Model { get; private set; }

    public List<Effect> Effects { get; } = [];

    /// <summary>The frame, as it is drawn now.</summary>
    public Frame Frame
    {
        get
        {
            _screen.Draw(_frame);
            return _frame;
        }
    }

    /// <summary>The frame's text.</summary>
    public string Text => Frame.ToString();

    /// <summary>The frame's text between the tab bar and the footer: what the view itself shows.</summary>
    public string Middle => string.Concat(Text.Split('\n')[1..^2].Select(line => $"{line}\n"));

    /// <summary>The tab bar and the footer.</summary>
    public string Bars => $"{Text.Split('\n')[0]}\n{Text.Split('\n')[^2]}\n";

    /// <summary>Presses keys, each named as in the key table, with blanks between them.</summary>
    public Screen Press(string keys)
    {
        foreach (string key in keys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            _screen.Press(Key.Parse(key) ?? throw new ArgumentException($"no key is called {key}"));
        return this;
    }

    public Screen Tell(Message message)
    {
        (Model, ImmutableArray<Effect> effects) = AppUpdate.Update(Model, message);
        Effects.AddRange(effects);
        _screen.Bind(Model);
        return this;
    }

    /// <summary>Pastes a text.</summary>
    public Screen Paste(string text)
    {
        _screen.Paste(text);
        return this;
    }

    /// <summary>Uses the mouse on a cell, from 0.</summary>
    public Screen Mouse(MouseFlags flags, int x, int y)
    {
        _screen.UseMouse(flags, x, y);
        return this;
    }

    /// <summary>Changes the form directly.</summary>
    public Screen Change(Func<WorkbenchModel, WorkbenchModel> change)
    {
        Model = Model with { Workbench = change(Model.Workbench) };
        _screen.Bind(Model);
        return this;
    }

    /// <summary>The spec that the last run was started with.</summary>
    public RunSpec Started => Effects.OfType<Effect.StartRun>().Last().Spec;
}
