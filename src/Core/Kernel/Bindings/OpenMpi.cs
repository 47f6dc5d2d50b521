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
    private readonly nint _long, _sum;

    private OpenMpi(nint library)
    {
        _library = library;
        (World, _long, _sum) = (Export("ompi_mpi_comm_world"), Export("ompi_mpi_long"), Export("ompi_mpi_op_sum"));
    }

    /// <summary>MPI_COMM_WORLD: the communicator of all ranks.</summary>
    public nint World { get; }

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
    public void ReduceToFirst(long own, long* total) => Check("MPI_Reduce", Reduce(own, total, World));

    /// <summary>MPI_Reduce, within a communicator.</summary>
    /// <returns>The error; 0 where there was none, as always where errors are not to be returned.</returns>
    public int Reduce(long own, long* total, nint all) =>
        ((delegate* unmanaged<long*, long*, int, nint, nint, int, nint, int>)Export("MPI_Reduce"))(&own, total, 1, _long, _sum, 0, all);

    /// <summary>MPI_Comm_set_errhandler: from now on errors in a communicator, and in those made of it, are returned, and do not end the job.</summary>
    public void ReturnErrors(nint all) =>
        Check("MPI_Comm_set_errhandler", ((delegate* unmanaged<nint, nint, int>)Export("MPI_Comm_set_errhandler"))(all, Export("ompi_mpi_errors_return")));

    /// <summary>MPIX_Comm_agree: all that are left learn the same, whoever has failed.</summary>
    /// <param name="all">The communicator.</param>
    /// <param name="mine">What this rank says.</param>
    /// <param name="well">Whether all said so.</param>
    /// <returns>The error: somebody has failed; 0 where there was none.</returns>
    public int Agree(nint all, bool mine, out bool well)
    {
        int flag = mine ? 1 : 0;
        int result = ((delegate* unmanaged<nint, int*, int>)Export("MPIX_Comm_agree"))(all, &flag);
        well = flag != 0;
        return result;
    }

    /// <summary>MPIX_Comm_revoke: from now on every call in a communicator fails, at all ranks.</summary>
    public void Revoke(nint all) => Check("MPIX_Comm_revoke", ((delegate* unmanaged<nint, int>)Export("MPIX_Comm_revoke"))(all));

    /// <summary>MPIX_Comm_shrink: a communicator of those that are left.</summary>
    public nint Shrink(nint all)
    {
        nint left = 0;
        Check("MPIX_Comm_shrink", ((delegate* unmanaged<nint, nint*, int>)Export("MPIX_Comm_shrink"))(all, &left));
        ReturnErrors(left);
        return left;
    }

    /// <summary>MPI_Comm_rank: whether this is rank 0 of a communicator.</summary>
    public bool IsFirst(nint all)
    {
        int rank = -1;
        Check("MPI_Comm_rank", ((delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_rank"))(all, &rank));
        return rank == 0;
    }

    /// <summary>MPI_Error_class: the class of an error.</summary>
    public int ClassOf(int error)
    {
        int found = 0;
        Check("MPI_Error_class", ((delegate* unmanaged<int, int*, int>)Export("MPI_Error_class"))(error, &found));
        return found;
    }

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
