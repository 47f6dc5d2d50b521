using System.Globalization;
using System.Text;
using Sandbox.Core.Export;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Interactive;

/// <summary>Writes the C program of a spec to a file, for the effect that asks for it.</summary>
internal static class ProgramFile
{
    private const int MostNames = 1000;

    /// <summary>Writes it under the next name that is free in a folder.</summary>
    /// <returns>Where it is, or why it is nowhere.</returns>
    public static Notice Write(RunSpec spec, string folder)
    {
        byte[] program = Encoding.UTF8.GetBytes(CProgram.Of(spec));
        for (int number = 1; number <= MostNames; number++)
        {
            string name = number == 1 ? $"{spec.Model}-{spec.Fault}.c" : string.Create(CultureInfo.InvariantCulture, $"{spec.Model}-{spec.Fault}-{number}.c");
            string path = Path.Combine(folder, name);
            try
            {
                NewFile.Write(path, program, replace: false);
                return new Notice($"wrote {name}: {CProgram.GccCommand(name, spec)}", Ink.Good);
            }
            catch (FileRefusedException refused) when (refused.IsThere)
            {
                // The next name.
            }
            catch (FileRefusedException refused)
            {
                return new Notice($"{Quoted.Bare(path)} {Quoted.Bare(refused.Words("written"))}", Ink.Bad);
            }
        }
        return new Notice($"{MostNames} files of that name are there already", Ink.Bad);
    }
}
