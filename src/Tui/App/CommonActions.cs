using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>What the same keys do in every view: pause the display, change the colours, copy the command.</summary>
internal static class CommonActions
{
    /// <summary>What the settings file says of the screen.</summary>
    public static Transition Settings(AppModel model, ScreenSettings settings)
    {
        var next = new Transition(model with { Keys = settings.Keys, Palette = settings.Palette }, []);
        if (settings.Palette != model.Palette)
            next = next with { Effects = next.Effects.Add(new Effect.Repaint()) };
        return settings.Mouse ? next with { Effects = next.Effects.Add(new Effect.UseMouse()) } : next;
    }

    /// <summary>Holds what is shown, or goes on; the run goes on in any case.</summary>
    public static AppModel Pause(AppModel model)
    {
        if (model.Paused is not null)
            return model with { Paused = null };
        // The board is read into the same memory again and again: what is held is a copy.
        return model.Run is { } run
            ? model with { Paused = run with { Board = run.Board.ToArray() } }
            : model with { Notice = new("nothing runs, so there is nothing to pause", Ink.Dim) };
    }

    public static Transition NextPalette(AppModel model)
    {
        PaletteId next = (PaletteId)(((int)model.Palette + 1) % Palette.Names.Length);
        string words = $"palette: {Palette.Names[(int)next]}{(model.Colours ? "" : "; this terminal shows no colours, or NO_COLOR is set")}";
        return new Transition(model with { Palette = next, Notice = new(words, Ink.Accent) }, [new Effect.Repaint()]);
    }

    /// <summary>Begins to record the screen, or ends the recording, which is a file then.</summary>
    public static Transition Record(AppModel model) => new(
        model with { Records = !model.Records, Notice = model.Records ? null : new("recording; the same key ends it and writes the file", Ink.Bad) }, [new Effect.Record()]);

    /// <summary>Copies the command that runs the same as what is shown.</summary>
    public static Transition Copy(AppModel model)
    {
        string command = model.View.Command(model) ?? (model.View == model.First ? model.Workbench.Draft.Command : model.Seen?.Command ?? model.Workbench.Draft.Command);
        return command.Length == 0
            ? model with { Notice = new($"there is no command for this: {model.Workbench.Draft.Problem}", Ink.Bad) }
            : new Transition(model with { Bare = command }, [new Effect.Copy(command)]);
    }
}
