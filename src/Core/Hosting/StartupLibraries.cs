using System.Runtime.InteropServices;
using Sandbox.Core.Native;

namespace Sandbox.Core.Hosting;

/// <summary>
/// The programs and libraries that a host's start needs and a forked worker never: it runs prepared code of the runtime, of its core
/// library and of this one, throws nothing, computes with integers, and ends in the kernel. A worker that came to one of them all the
/// same would end with SIGSEGV; every fault of the catalogue is tried.
/// </summary>
internal static unsafe class StartupLibraries
{
    /// <summary>Since version 2.34 glibc's threads, clocks and loader are in libc.so, and the libraries that had them are empty.</summary>
    private static readonly bool IsOneLibrary = IsSince234(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(Raw.GnuGetLibCVersion()));

    /// <summary>Whether a file is one of them.</summary>
    /// <param name="file">Its path; empty for a mapping of no file, which is none.</param>
    public static bool Contain(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> name = file[(file.LastIndexOf((byte)'/') + 1)..];
        return IsProgram(name) || IsManaged(name) || IsOfRuntime(name) || IsOfSystem(name) || (IsOneLibrary && IsEmptyShell(name));
    }

    /// <summary>What asked for the host to be one.</summary>
    private static bool IsProgram(ReadOnlySpan<byte> name) => name.SequenceEqual("sandbox"u8) || name.SequenceEqual("sandbox.dll"u8);

    /// <summary>The libraries above .NET's core library, which has most of what they offer.</summary>
    private static bool IsManaged(ReadOnlySpan<byte> name) =>
        name.StartsWith("System."u8) && name.EndsWith(".dll"u8) && !name.StartsWith("System.Private."u8);

    /// <summary>What finds and starts the runtime, and its compiler.</summary>
    private static bool IsOfRuntime(ReadOnlySpan<byte> name) =>
        name.StartsWith("libhostfxr.so"u8) || name.StartsWith("libhostpolicy.so"u8) || name.StartsWith("libclrjit.so"u8);

    /// <summary>C++'s library, its unwinder, and floating point.</summary>
    private static bool IsOfSystem(ReadOnlySpan<byte> name) =>
        name.StartsWith("libstdc++.so"u8) || name.StartsWith("libgcc_s.so"u8) || name.StartsWith("libm.so"u8);

    private static bool IsEmptyShell(ReadOnlySpan<byte> name) =>
        name.StartsWith("libpthread.so"u8) || name.StartsWith("librt.so"u8) || name.StartsWith("libdl.so"u8);

    /// <summary>Whether a version of glibc, as gnu_get_libc_version(3) says it, is 2.34 or later.</summary>
    public static bool IsSince234(ReadOnlySpan<byte> version) =>
        version is [(byte)'2', (byte)'.', > (byte)'3', _, ..] or [(byte)'2', (byte)'.', (byte)'3', >= (byte)'4', ..];
}
