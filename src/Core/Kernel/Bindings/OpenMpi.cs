using System.Globalization;
using System.Runtime.InteropServices;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>
/// The library of Open MPI, looked for when a rank begins: the sandbox runs without it. A handle of Open MPI's is the address of a variable of the
/// library's, so another MPI, whose handles are numbers, is none for this.
/// </summary>
internal sealed unsafe class OpenMpi
{
    /// <summary>The library: the same name with Open MPI 2 to 5.</summary>
    public const string Library = "libmpi.so.40";

    private readonly nint _library;
    private readonly nint _world, _long, _sum;

    private OpenMpi(nint library)
    {
        _library = library;
        (_world, _long, _sum) = (Export("ompi_mpi_comm_world"), Export("ompi_mpi_long"), Export("ompi_mpi_op_sum"));
    }

    /// <summary>Whether it can tell who is left when a rank has failed, so that these go on without it: ULFM.</summary>
    public bool HasUlfm => NativeLibrary.TryGetExport(_library, "MPIX_Comm_shrink", out _);

    /// <summary>Loads the library.</summary>
    /// <exception cref="MachineRefusedException">It is not there, or it is another one.</exception>
    public static OpenMpi Load() => NativeLibrary.TryLoad(Library, out nint library)
        ? new OpenMpi(library)
        : throw new MachineRefusedException($"{Library}, the library of Open MPI, cannot be loaded; on Debian and Ubuntu the package openmpi-bin brings it");

    /// <summary>MPI_Init: joins the job, and waits for the others.</summary>
    public void Initialize() => Check("MPI_Init", ((delegate* unmanaged<int*, byte***, int>)Export("MPI_Init"))(null, null));

    /// <summary>MPI_Reduce: adds up one number of each rank, for rank 0.</summary>
    /// <param name="own">This rank's.</param>
    /// <param name="total">Takes the sum at rank 0.</param>
    public void ReduceToFirst(long own, long* total) => Check(
        "MPI_Reduce", ((delegate* unmanaged<long*, long*, int, nint, nint, int, nint, int>)Export("MPI_Reduce"))(&own, total, 1, _long, _sum, 0, _world));

    /// <summary>MPI_Finalize: leaves the job, and waits for the others.</summary>
    public void Complete() => Check("MPI_Finalize", ((delegate* unmanaged<int>)Export("MPI_Finalize"))());

    private static void Check(string call, int result)
    {
        if (result != 0)
            throw new MachineRefusedException($"{call} failed with {result.ToString(CultureInfo.InvariantCulture)}");
    }

    private nint Export(string name) => NativeLibrary.TryGetExport(_library, name, out nint address)
        ? address
        : throw new MachineRefusedException($"{Library} has no {name}: it is not Open MPI's");
}
