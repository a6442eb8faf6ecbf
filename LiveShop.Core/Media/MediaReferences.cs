using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Media;

/// <summary>The uploaded pictures that products, streams and the shop's settings refer to.</summary>
public sealed class MediaReferences(IProductStore products, ILiveStreamStore streams, IShopSettingsStore shop)
{
    /// <summary>Names of the pictures.</summary>
    /// <exception cref="StoreUnavailableException">A store cannot be read.</exception>
    public async Task<IReadOnlySet<string>> ReadAsync(CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var product in Paging.AllAsync(page => products.ListAsync(null, null, page, cancellation)))
            Add(product.Images.Concat(product.Variants.Select(variant => variant.ImageUrl)));
        await foreach (var stream in Paging.AllAsync(page => streams.ListAsync(null, page, cancellation)))
            Add([stream.ThumbnailUrl, .. stream.PinnedProducts.Select(pin => pin.Product.ImageUrl)]);
        Add([(await shop.FindAsync(cancellation))?.Value.LogoUrl]);
        return names;

        void Add(IEnumerable<string?> addresses) => names.UnionWith(addresses.Select(MediaName.In).OfType<string>());
    }
}
