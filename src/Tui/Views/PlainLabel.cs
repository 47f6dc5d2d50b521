using System.Text;
using Terminal.Gui.Views;

namespace Sandbox.Tui.Views;

/// <summary>A label whose text is shown as it is: the toolkit takes an underscore for the mark of a hot key, and C has it in its names.</summary>
internal sealed class PlainLabel : Label
{
    public PlainLabel() => HotKeySpecifier = new Rune(0xffff);
}
