namespace LiveShop.Core.Storage;

/// <summary>The folder that holds the data file, claimed for this process until disposed of, or until the process ends in whatever way.</summary>
public sealed class DataFolder : IDisposable
{
    private const string LockFile = "liveshop.lock";

    private readonly FileStream claim;

    private DataFolder(string path, FileStream claim)
    {
        this.claim = claim;
        DataFile = Path.Combine(path, "liveshop.db");
    }

    public string DataFile { get; }

    /// <summary>Makes the folder where there is none.</summary>
    /// <exception cref="DataFolderException">It has no name, cannot be made, cannot be written, or belongs to another process now.</exception>
    public static DataFolder Claim(string directory)
    {
        if (string.IsNullOrWhiteSpace(directory))
            throw new DataFolderException("The data folder has no name: name one, or leave the setting out.");

        var path = Path.GetFullPath(directory);
        try
        {
            CreatePrivate(path);
            return new DataFolder(path, new FileStream(Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new DataFolderException($"The data folder {path} is in use by another LiveShop: stop that one, or name another folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataFolderException($"The data folder {path} cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => claim.Dispose();

    /// <summary>Makes the data file where there is none, for this user only: the folder may be one that others can look into.</summary>
    /// <exception cref="DataFolderException">It cannot be made.</exception>
    public void EnsureDataFile()
    {
        try
        {
            if (!Path.Exists(DataFile))
                NewPrivateFile(DataFile).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"{DataFile} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Makes the folder where there is none, for this user only: what customers put in their carts is nobody else's business.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A new file, or one made anew, that only this user can read.</summary>
    public static FileStream NewPrivateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    // EWOULDBLOCK of Linux, of macOS, and Windows' sharing violation; .NET has no exception of its own for it.
    private static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
