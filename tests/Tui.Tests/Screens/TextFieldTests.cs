using System.Collections;
using System.Reflection;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Tests.Tools;
using Sandbox.Tui.Views;
using Terminal.Gui.Views;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>A text that is typed: it has an end, and so has what can be undone of it.</summary>
public class TextFieldTests
{
    [Fact]
    public void A_text_ends_and_what_is_typed_further_changes_nothing()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("/");
        for (int i = 0; i < AppModel.LongestText; i++)
            screen.Press(i % 2 == 0 ? "a" : "b");
        string full = screen.Model.Workbench.Table.Filter;
        Assert.Equal(AppModel.LongestText, full.Length);
        Assert.Equal(full, screen.Press("c d").Model.Workbench.Table.Filter);
        Assert.Equal(full[..^1], screen.Press("Backspace").Model.Workbench.Table.Filter);
        Assert.Equal($"{full[..^1]}e", screen.Press("e").Model.Workbench.Table.Filter);
    }

    [Fact]
    public void Of_a_paste_without_end_the_first_line_is_taken_as_far_as_there_is_room()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("/").Paste(new string('x', 1 << 20));
        Assert.Equal(new string('x', AppModel.LongestText), screen.Model.Workbench.Table.Filter);
    }

    [Fact]
    public void Undo_leads_back_to_what_there_was_when_the_typing_began_and_no_further()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("/ s e g Enter / End v");
        Assert.Equal("segv", screen.Model.Workbench.Table.Filter);
        for (int i = 0; i < 9; i++)
            screen.Press("C-_");
        Assert.Equal("seg", screen.Model.Workbench.Table.Filter);
    }

    [Fact]
    public void A_field_that_shows_another_value_does_not_undo_into_the_one_before()
    {
        Screen screen = new Screen().With(RunSettings.Workers, "7").With(RunSettings.Workers, "9").Press("Up Enter 5");
        for (int i = 0; i < 9; i++)
            screen.Press("C-/");
        Assert.Equal("sandbox run --workers 9", RunSpecs.CommandLine(screen.Press("Enter r").Started));
    }

    [Theory]
    [InlineData("C-a x", "xone two")]
    [InlineData("C-a C-e x", "one twox")]
    [InlineData("Home x", "xone two")]
    [InlineData("C-w x", "one x")]
    [InlineData("C-u x", "x")]
    [InlineData("C-a C-k x", "x")]
    [InlineData("Left Left C-u x", "xwo")]
    [InlineData("C-u C-_", "one two")]
    [InlineData("C-Left x", "one xtwo")]
    [InlineData("S-Left S-Left Backspace", "one t")]
    public void The_keys_of_a_shells_line_do_what_they_do_there(string keys, string text) =>
        Assert.Equal(text, Stories.Segfault(new Screen()).Press("/ o n e Space t w o").Press(keys).Model.Workbench.Table.Filter);

    [Fact]
    public void However_much_is_typed_little_of_it_is_kept()
    {
        using LineField field = new();
        for (int i = 0; i < 20_000; i++)
            field.Text = $"{i}";
        object history = typeof(TextField).GetField("_historyText", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(field)!;
        ICollection states = (ICollection)history.GetType().GetField("_historyTextItems", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(history)!;
        Assert.InRange(states.Count, 1, 500);
        Assert.Equal("19999", field.Text);
    }
}
