using Sandbox.Tui.Terminal;
using Terminal.Gui.Drawing;

namespace Sandbox.Tui.Toolkit;

/// <summary>
/// The looks of the toolkit's widgets, made of our inks. Every role is given: what is left out the toolkit would mix from colours of its own, or take
/// from a file in the folder that it is started in.
/// </summary>
internal static class Schemes
{
    /// <summary>The scheme of a palette; every view inherits it.</summary>
    public static Scheme Of(Palette palette) => Made(palette, palette[Ink.Plain]);

    /// <summary>The same for a widget whose text is in an ink of its own.</summary>
    public static Scheme Of(Palette palette, Ink ink) => Made(palette, palette[ink]);

    private static Scheme Made(Palette palette, CellLook normal)
    {
        CellLook focus = Palette.Lit(palette[Ink.Strong]), hot = palette[Ink.Key], dim = palette[Ink.Dim], code = palette[Ink.Accent];
        return new Scheme
        {
            Normal = normal,
            HotNormal = hot,
            Focus = focus,
            HotFocus = focus,
            Active = palette[Ink.Strong],
            HotActive = hot,
            Highlight = palette[Ink.Strong],
            Editable = normal with { Style = normal.Style | TextStyle.Underline },
            ReadOnly = normal,
            Disabled = dim,
            Code = code,
            CodeComment = dim,
            CodeKeyword = palette[Ink.Title],
            CodeString = palette[Ink.Good],
            CodeNumber = palette[Ink.Plain],
            CodeOperator = palette[Ink.Plain],
            CodeType = palette[Ink.Title],
            CodePreprocessor = palette[Ink.Warning],
            CodeIdentifier = palette[Ink.Plain],
            CodeConstant = palette[Ink.Plain],
            CodePunctuation = palette[Ink.Plain],
            CodeFunctionName = palette[Ink.Strong],
            CodeAttribute = dim,
        };
    }
}
