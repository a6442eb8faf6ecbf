using System.Collections.Concurrent;
using LiveShop.Functions.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace LiveShop.Local.Pages;

/// <summary>Adds compressed forms of the pictures, made in memory when first asked for, to a folder that does not change.</summary>
internal sealed class CompressingFileProvider(IFileProvider files) : IFileProvider
{
    private const int BrotliQuality = 11;

    private readonly ConcurrentDictionary<string, CompressibleBytes> contents = new();

    public IFileInfo GetFileInfo(string subpath)
    {
        var encoding = Path.GetExtension(subpath) switch
        {
            ".br" => ContentEncodings.Brotli,
            ".gz" => ContentEncodings.Gzip,
            _ => null,
        };
        if (encoding is null)
            return files.GetFileInfo(subpath);

        var path = Path.ChangeExtension(subpath, null);
        return path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(path) is { Exists: true } file
            ? new CompressedFile(file, contents.GetOrAdd(path, _ => new CompressibleBytes(Read(file), BrotliQuality)).In(encoding))
            : new NotFoundFileInfo(subpath);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => files.Watch(filter);

    private static byte[] Read(IFileInfo file)
    {
        using var content = new MemoryStream();
        using var stream = file.CreateReadStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private sealed class CompressedFile(IFileInfo file, byte[] content) : IFileInfo
    {
        public bool Exists => true;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => file.LastModified;

        public long Length => content.Length;

        public string Name => file.Name;

        public string? PhysicalPath => null;

        public Stream CreateReadStream() => new MemoryStream(content, writable: false);
    }
}
