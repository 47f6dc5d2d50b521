namespace Sandbox.Core.Kernel.Workers;

/// <summary>Somebody else's program as a worker calls it; see execve(2).</summary>
internal unsafe struct ProgramCall
{
    /// <summary>Its file.</summary>
    public byte* Path;

    public byte** Arguments;
    public byte** Environment;

    /// <summary>The host's descriptors of the array and of the file that takes the sum.</summary>
    public int Array, Sum;

    /// <summary>Whether somebody outside sends the fault's signal: then the worker waits until that one is ready.</summary>
    public bool AwaitsSender;
}
