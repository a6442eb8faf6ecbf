namespace LiveShop.Tests;

/// <summary>A new empty folder, gone with all that is in it when disposed of.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("liveshop-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
