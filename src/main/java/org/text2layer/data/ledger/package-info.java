/** What became of every record of a source: kept, dropped or failed, and why. */
package org.text2layer.data.ledger;
