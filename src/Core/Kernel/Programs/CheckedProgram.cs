using System.Text;
using Sandbox.Core.Checking;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Programs;

/// <summary>
/// A program that a check runs: a file as it is, or what a C file was compiled to. That lies in a folder of its own and works there; the folder goes with this.
/// </summary>
public sealed class CheckedProgram : IDisposable
{
    /// <summary>The most bytes of a C file.</summary>
    public const int MostBytes = 1 << 20;

    private const string SourceEnd = ".c";

    private readonly HeldFolder? _folder;

    private CheckedProgram(string file, HeldFolder? folder, Compilation? compilation) => (File, _folder, Compilation) = (file, folder, compilation);

    /// <summary>The program's file, or its name in a folder of PATH.</summary>
    public string File { get; }

    /// <summary>The folder that it works in; <c>null</c> for that of this process.</summary>
    public string? Folder => _folder?.Path;

    /// <summary>What the compiler said; <c>null</c> where nothing was compiled. Where it has a problem, there is no program.</summary>
    public Compilation? Compilation { get; }

    /// <summary>Whether a file is compiled before it is run.</summary>
    public static bool IsSource(string file) => file.EndsWith(SourceEnd, StringComparison.Ordinal);

    /// <summary>Compiles a file where it is C; anything else is taken as it is.</summary>
    /// <param name="tracer">What starts the compiler.</param>
    /// <param name="file">The file.</param>
    /// <param name="started">Takes the trace of the compiler when it has begun: it can be stopped.</param>
    /// <exception cref="FileRefusedException">The C file cannot be read, or is none.</exception>
    /// <exception cref="ProgramRefusedException">The file cannot be executed.</exception>
    /// <exception cref="MachineRefusedException">There is no compiler, or nothing can be started.</exception>
    public static CheckedProgram Of(ITracer tracer, string file, Action<ITrace> started)
    {
        if (!IsSource(file))
        {
            ProgramTrial.Check(file);
            return new CheckedProgram(file, null, null);
        }
        Read(file);
        string whole = Path.GetFullPath(file);
        return Made((compiler, folder) => Compiled(tracer, compiler, Path.GetFileName(whole), Path.GetDirectoryName(whole)!, folder, started));
    }

    /// <summary>Compiles a C program that is no file yet.</summary>
    /// <param name="tracer">What starts the compiler.</param>
    /// <param name="name">What its file is called.</param>
    /// <param name="source">The program.</param>
    /// <param name="started">Takes the trace of the compiler when it has begun: it can be stopped.</param>
    /// <exception cref="MachineRefusedException">There is no compiler, or nothing can be started.</exception>
    public static CheckedProgram OfText(ITracer tracer, string name, string source, Action<ITrace> started) => Made((compiler, folder) =>
    {
        NewFile.Write(Path.Combine(folder.Path, name), Encoding.UTF8.GetBytes(source), replace: false);
        return Compiled(tracer, compiler, name, folder.Path, folder, started);
    });

    /// <summary>The bytes of a C file.</summary>
    /// <exception cref="FileRefusedException">It cannot be read, is none, or is too large.</exception>
    public static byte[] Read(string file)
    {
        byte[] bytes = SmallFile.Read(file, MostBytes);
        return bytes.Length <= MostBytes ? bytes : throw FileRefusedException.Odd(file, $"is larger than {MostBytes:#,0} bytes; expected a C file of a person's size");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();

    private static CheckedProgram Made(Func<string, HeldFolder, CheckedProgram> make)
    {
        string compiler = Compiler();
        HeldFolder folder = new("sandbox-check");
        try
        {
            return make(compiler, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static CheckedProgram Compiled(ITracer tracer, string compiler, string source, string from, HeldFolder folder, Action<ITrace> started)
    {
        string name = source.Length > SourceEnd.Length ? source[..^SourceEnd.Length] : "program";
        Compilation compilation = Compilation.Of(tracer, compiler, source, from, folder.Path, name, started);
        return new CheckedProgram(Path.Combine(folder.Path, name), folder, compilation);
    }

    private static string Compiler()
    {
        foreach (string name in Compilation.Compilers)
        {
            try
            {
                ProgramTrial.Check(name);
                return name;
            }
            catch (ProgramRefusedException)
            {
                // The next one.
            }
        }
        throw new MachineRefusedException(Compilation.NoCompiler);
    }
}
