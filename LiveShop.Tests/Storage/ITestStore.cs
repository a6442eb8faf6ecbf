using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

/// <summary>A store that held nothing when it was made.</summary>
public interface ITestStore : IAsyncDisposable
{
    ILiveStreamStore Streams { get; }

    IProductStore Products { get; }

    ICartStore Carts { get; }

    IStockStore Stock { get; }

    IOrderStore Orders { get; }

    IShopSettingsStore Settings { get; }

    IChangeFeed Feed { get; }

    /// <summary>Closes everything and opens it again on the same data, as a restart of the program does. The properties answer new objects after it.</summary>
    Task RestartAsync();
}
