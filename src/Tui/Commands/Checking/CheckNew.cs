using System.Text;
using Sandbox.Core.Checking;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Checking;

/// <summary><c>sandbox check --new</c>: the broken parent of a task as a file, to be mended.</summary>
internal static class CheckNew
{
    /// <summary>Writes it, and says what to do next.</summary>
    /// <param name="context">Takes what is said.</param>
    /// <param name="task">The task.</param>
    /// <param name="file">Where to; <c>null</c> for a file in the working directory that is called as the task is.</param>
    /// <exception cref="UsageException">The task has no such program, or the file is there already or cannot be written.</exception>
    /// <exception cref="OutputFailedException">The machine has no room for it.</exception>
    public static int Write(CommandContext context, CheckTask task, string? file)
    {
        if (task.Broken is not { } program)
            throw new UsageException($"check: the task {task.Id} has no {CheckTask.BrokenName} to begin with; {task.Summary}");
        string path = file ?? $"{task.Id}.c", shown = Quoted.Bare(path);
        try
        {
            NewFile.Write(path, Encoding.UTF8.GetBytes(program), replace: false);
        }
        catch (FileRefusedException refused) when (refused.IsThere)
        {
            throw new UsageException($"--new: {Quoted.Of(path)} is there already, and is left as it is; expected a name that is free");
        }
        catch (FileRefusedException refused)
        {
            throw refused.NoRoom ? new OutputFailedException(refused.Message) : new UsageException($"--new: {Quoted.Of(path)} {Quoted.Bare(refused.Words("written"))}");
        }
        context.Output.WriteLine($"wrote {shown}: {task.Summary}");
        context.Output.WriteLine($"change it, then: sandbox check --program {CommandWords.Line([path])} {task.Id}");
        return ExitCode.Done;
    }
}
