using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.App;

/// <summary>Draws the last row: the keys that matter now, or what was just said where the view has no place for it.</summary>
internal static class FooterView
{
    /// <summary>What it shows, as a value to compare.</summary>
    public static object Of(AppModel model) => (model.View, model.Size, model.Notice, model.Dialog, model.Keys, model.View.Footer(model), model.Run?.Stepped, Offered(model));

    public static void Draw(AppModel model, Canvas canvas)
    {
        if (model is { Notice: { } notice, Dialog: null } && (!model.View.ShowsNotice || model.FooterRows > 1))
        {
            Lines.PutWrapped(canvas, 1, 0, notice.Text, notice.Ink, canvas.Size.Columns - 2, canvas.Size.Rows, model.Glyphs);
            return;
        }
        FooterOf footer = model.Dialog switch { DialogModel.Choosing => FooterOf.List, DialogModel.Reading => FooterOf.Help, _ => model.View.Footer(model) };
        if (footer == FooterOf.Running && model.Run is { Stepped: true })
            footer = FooterOf.Stepped;
        List<Binding> rows = KeyTable.Of(model.View, model.Views, model.Keys);
        rows.RemoveAll(binding => !model.View.Offers(model, binding.Action));
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
            x = canvas.Put(x + 1, 0, Label(model, binding), Ink.Dim) + 2;
        }
    }

    /// <summary>What the view offers of its own, as bits.</summary>
    private static int Offered(AppModel model)
    {
        int bits = 0;
        for (int row = 0; row < model.View.Keys.Length; row++)
            bits |= model.View.Offers(model, model.View.Keys[row].Action) ? 1 << row : 0;
        return model.Paused is null ? bits : bits | 1 << 31;
    }

    private static bool IsKept(Binding binding, FooterOf footer) =>
        (binding.Footer & footer) != 0 && binding.Action is (ScreenAction.Help or ScreenAction.Quit);

    private static string Label(AppModel model, Binding binding) => binding.Action == ScreenAction.Pause && model.Paused is not null ? "go on" : binding.Label;

    private static int Width(Binding binding) => binding.Keys[0].Length + 1 + binding.Label.Length + 2;
}
