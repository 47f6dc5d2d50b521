using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.App;

/// <summary>Draws the last row: the keys that matter now, or what was just said where the view has no place for it.</summary>
internal static class FooterView
{
    /// <summary>What it shows, as a value to compare.</summary>
    public static object Of(AppModel model) => (model.View, model.Size, model.Notice, model.Dialog, model.Keys, model.View.Footer(model), model.Run?.Stepped);

    public static void Draw(AppModel model, Canvas canvas)
    {
        if (model is { Notice: { } notice, Dialog: null } && !model.View.ShowsNotice)
        {
            Lines.PutCut(canvas, 1, 0, notice.Text, notice.Ink, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        FooterOf footer = model.Dialog switch { DialogModel.Choosing => FooterOf.List, DialogModel.Reading => FooterOf.Help, _ => model.View.Footer(model) };
        if (footer == FooterOf.Running && model.Run is { Stepped: true })
            footer = FooterOf.Stepped;
        List<Binding> rows = KeyTable.Of(model.View, model.Views, model.Keys);
        int kept = 0;
        foreach (Binding binding in rows)
            kept += IsKept(binding, footer) ? Width(binding) : 0;
        int x = 1;
        foreach (Binding binding in rows)
        {
            if ((binding.Footer & footer) == 0)
                continue;
            // Help and the way out stay in sight, whatever else there is.
            if (IsKept(binding, footer))
                kept -= Width(binding);
            if (x + Width(binding) + kept > canvas.Size.Columns + 1)
                continue;
            x = canvas.Put(x, 0, binding.Keys[0], Ink.Key);
            x = canvas.Put(x + 1, 0, binding.Label, Ink.Dim) + 2;
        }
    }

    private static bool IsKept(Binding binding, FooterOf footer) =>
        (binding.Footer & footer) != 0 && binding.Action is (ScreenAction.Help or ScreenAction.Quit);

    private static int Width(Binding binding) => binding.Keys[0].Length + 1 + binding.Label.Length + 2;
}
