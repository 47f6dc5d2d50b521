using System.Collections.Immutable;
using System.Text;
using Sandbox.Core.Checking;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Interactive;

/// <summary>The file of a learner's own in an exercise, and the tasks: what the effects read and write.</summary>
internal static class LearnerFile
{
    /// <summary>Reads the tasks.</summary>
    public static Message.TasksRead ReadTasks(Func<ImmutableArray<CheckTask>> tasks)
    {
        try
        {
            return new Message.TasksRead(tasks(), null);
        }
        catch (UsageException wrong)
        {
            return new Message.TasksRead([], wrong.Messages[0]);
        }
    }

    /// <summary>Reads a file's text, where it is C: anything else is run as it is, and not shown.</summary>
    public static Message.SourceRead Read(string file)
    {
        if (file.StartsWith('~') && !Path.Exists(file))
            return new Message.SourceRead(file, [], "There is no such file: a shell makes your home of ~, and here is none. Type the whole path.");
        if (!CheckedProgram.IsSource(file))
            return new Message.SourceRead(file, [], File.Exists(file) ? "It is no C file (.c), and is run as it is." : file.Contains('/', StringComparison.Ordinal) ? "There is no such file." : "There is no such file here; a program of that name in a folder of PATH is run.");
        try
        {
            return new Message.SourceRead(file, [.. SafeLines.Of(Encoding.UTF8.GetString(CheckedProgram.Read(file)))], null);
        }
        catch (FileRefusedException refused)
        {
            return new Message.SourceRead(file, [], Path.Exists(file) ? $"It {Quoted.Bare(refused.Words("read"))}." : "There is no such file yet.");
        }
    }

    /// <summary>Writes a program to a file that is not there yet.</summary>
    public static Notice Write(string text, string file)
    {
        try
        {
            NewFile.Write(file, Encoding.UTF8.GetBytes(text), replace: false);
            return new Notice($"wrote {Quoted.Bare(file)}: change it in your editor, then check it here", Ink.Good);
        }
        catch (FileRefusedException refused)
        {
            return new Notice($"{Quoted.Bare(file)} {(refused.IsThere ? "is there already, and is left as it is" : Quoted.Bare(refused.Words("written")))}", Ink.Bad);
        }
    }
}
