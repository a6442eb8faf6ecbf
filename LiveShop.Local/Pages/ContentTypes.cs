using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;

namespace LiveShop.Local.Pages;

/// <summary>The media types of static files; those of compressed files are the types of what they hold.</summary>
internal sealed class ContentTypes : IContentTypeProvider
{
    private readonly FileExtensionContentTypeProvider types = new()
    {
        Mappings =
        {
            [".m3u8"] = "application/vnd.apple.mpegurl",
            [".m4s"] = "video/iso.segment",
            [".ts"] = "video/mp2t",
        },
    };

    // HTML pages are served with their settings in them (HtmlPages), never as they are.
    public ContentTypes() => types.Mappings.Remove(".html");

    public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType) =>
        types.TryGetContentType(Path.GetExtension(subpath) is ".br" or ".gz" ? Path.ChangeExtension(subpath, null) : subpath, out contentType);
}
