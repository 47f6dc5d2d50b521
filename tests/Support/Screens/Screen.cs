using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tests.Support.Screens;

/// <summary>The screen without a terminal and without runs: keys go in, the text of the frame and the effects come out.</summary>
internal sealed class Screen
{
    public Screen(int columns = 80, int rows = 24, Glyphs? glyphs = null)
    {
        Model = AppModel.Start(new Size(columns, rows), glyphs ?? Glyphs.Unicode, ViewTable.All);
        Tell(new Message.SettingsRead([], RunCaps.Default));
    }

    public AppModel Model { get; private set; }

    public List<Effect> Effects { get; } = [];

    /// <summary>The frame's text.</summary>
    public string Text
    {
        get
        {
            var grid = new CellGrid(default);
            AppView.Draw(Model, grid);
            return grid.ToString();
        }
    }

    /// <summary>The frame's text between the tab bar and the footer: what the view itself shows.</summary>
    public string Middle => string.Concat(Text.Split('\n')[1..^2].Select(line => $"{line}\n"));

    /// <summary>The tab bar and the footer.</summary>
    public string Bars => $"{Text.Split('\n')[0]}\n{Text.Split('\n')[^2]}\n";

    /// <summary>Presses keys, each named as in the key table, with blanks between them.</summary>
    public Screen Press(string keys)
    {
        foreach (string key in keys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Tell(new Message.KeyPressed(Key.Parse(key) ?? throw new ArgumentException($"no key is called {key}")));
        return this;
    }

    public Screen Tell(Message message)
    {
        (Model, ImmutableArray<Effect> effects) = AppUpdate.Update(Model, message);
        Effects.AddRange(effects);
        return this;
    }

    /// <summary>Changes the form directly.</summary>
    public Screen Change(Func<WorkbenchModel, WorkbenchModel> change)
    {
        Model = Model with { Workbench = change(Model.Workbench) };
        return this;
    }

    /// <summary>The spec that the last run was started with.</summary>
    public RunSpec Started => Effects.OfType<Effect.StartRun>().Last().Spec;
}
